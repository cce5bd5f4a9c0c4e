"""Spelling: the marks go, whatever way they were composed; the letters stay."""

import unicodedata

import pytest

from data.spelling import unaccented


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_go_and_letters_stay(form):
    assert unaccented(unicodedata.normalize(form, "Đắk Lắk, Thừa Thiên Huế, đồng")) == "Dak Lak, Thua Thien Hue, dong"
