"""What may be told of a value that no list knows."""

import pytest

from data import reference
from data.ingest.personal import said


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn A",
        "Trần Hòa",
        "NGUYEN THI BI MAT",
        "Hà Thị Mơ",
        "an.nguyen@edu.vn",
        "0123456789",
        "12 3456 7890",
        "1/2/1980",
    ],
)
def test_what_looks_like_a_person_is_told_by_its_first_letters_alone(text):
    assert "•" in said(text)
    assert not [word for word in text.split() if len(word) > 2 and word in said(text)]


@pytest.mark.parametrize("text", ["Xuất sắc", "Hà Tây", "08999999", "GV12", "Cốt cán", "2021", "Trung học"])
def test_what_does_not_is_told_whole(text):
    assert said(text) == text


def test_no_province_is_taken_for_a_person_but_the_one_that_was():
    names = {*reference.read("provinces")["name_vi"], *reference.read("provinces")["merged_2025_name"]}

    assert {name for name in names if said(name) != name} == {"Hồ Chí Minh"}
