"""What the search knows of places: the files served say what the reference says."""

import pytest

from data import divisions, reference
from geo import names


@pytest.mark.parametrize("division", divisions.DIVISIONS)
def test_the_file_served_is_the_one_that_the_reference_makes(division):
    assert (names.SERVED / f"{division}.json").read_text("utf-8") == names.written(division), "python -m geo.names"


@pytest.mark.parametrize("division", divisions.DIVISIONS)
def test_every_province_and_district_is_in_it_once_and_in_its_own_division(division):
    told = names.of_division(division)
    codes = [row[0] for row in told["provinces"]]

    assert sorted(codes) == sorted(divisions.codes(division))
    assert {row[0] for row in told["districts"]} == set(codes)
    assert len({row[1] for row in told["districts"]}) == len(told["districts"]) == reference.read("districts").height


def test_a_unit_of_the_34_is_known_by_what_it_was_made_of_and_one_left_alone_by_itself():
    former = {row[0]: row[4] for row in names.of_division(34)["provinces"]}

    assert former["15"] == "Lào Cai; Yên Bái"
    assert former["01"] == ""
    assert all(row[4] == "" for row in names.of_division(63)["provinces"])
