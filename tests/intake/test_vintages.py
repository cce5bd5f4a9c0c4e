"""Which division names of provinces are of."""

import pytest

from data.errors import IngestError
from data.intake.vintages import detect


@pytest.mark.parametrize(
    ("names", "vintage"),
    [
        (["Hà Nội", "Quảng Ninh"], None),
        (["Hà Nội", "Bắc Giang"], 63),
        (["tinh Yen Bai"], 63),
        (["Hà Nội", "Nơi không có", "", None], None),
        ([], None),
    ],
)
def test_names_that_one_division_alone_has_tell_it(names, vintage):
    assert detect(names) == vintage


def test_hue_is_a_name_of_both_divisions():
    assert detect(["thành phố Huế"]) is None
    assert detect(["Thừa Thiên Huế"]) == 63


def test_what_was_told_must_hold_the_names():
    with pytest.raises(IngestError) as raised:
        detect(["Bắc Giang", "Hà Nội"], told=34)

    assert (raised.value.code, raised.value.details) == (
        "vintage_contradicts",
        {"vintage": 34, "sample": "Bắc Giang"},
    )


def test_what_was_told_and_holds_the_names_is_no_contradiction():
    assert detect(["Bắc Giang"], told=63) == 63
    assert detect(["Hà Nội"], told=34) is None
