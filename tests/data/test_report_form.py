"""The parts of a TEMIS report that a ministry may order and name."""

import pytest

from data import report_form
from pages.texts import Words

PART = """
[[part]]
key = "notable"
number = "C"
title_vi = "Điểm đáng chú ý"
level = 2
"""


@pytest.fixture
def given(tmp_path):
    """What is in force with that text in the state folder."""

    def told(text):
        file = report_form.path(tmp_path)
        file.write_text(text, encoding="utf-8")
        return report_form.in_force(file)

    return told


def test_our_own_parts_are_all_there_is_and_stand_after_what_is_fixed():
    parts = report_form.default()

    assert [part.key for part in parts] == list(report_form.KEYS)
    assert all(part.title_vi and part.title_en and part.number for part in parts)
    assert not {part.number for part in parts} & {"PHẦN A", "A.1", "A.1.1", "A.1.2"}


def test_without_a_file_ours_hold(tmp_path):
    assert report_form.in_force(report_form.path(tmp_path)) == (report_form.default(), [])
    assert report_form.in_force(None) == (report_form.default(), [])


def test_a_file_takes_the_place_of_ours_whole(given):
    parts, faults = given(PART)

    assert faults == []
    assert [(part.key, part.heading("vi"), part.heading("en")) for part in parts] == [
        ("notable", "C Điểm đáng chú ý", "C Điểm đáng chú ý")
    ]


def test_a_whole_parts_number_is_followed_by_a_point(given):
    parts, _ = given(PART.replace('"C"', '"PHẦN C"\nnumber_en = "PART C"\ntitle_en = "What stands out"'))

    assert parts[0].heading("vi") == "PHẦN C. Điểm đáng chú ý"
    assert parts[0].heading("en") == "PART C. What stands out"
    assert (parts[0].table_number, parts[0].table_key) == ("PHẦN C", "phnc")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("part = [", "report_form_unreadable"),
        ('part = "A"', "report_form_unreadable"),
        (f"title = 1\n{PART}", "report_form_unreadable"),
        ("x" * 200_000, "report_form_unreadable"),
        (PART.replace("notable", "somewhat"), "report_form_key_unknown"),
        (PART + PART, "report_form_key_twice"),
        (PART.replace("level = 2", "level = 7"), "report_form_level_unclear"),
        (PART.replace("level = 2", "level = true"), "report_form_level_unclear"),
        (PART.replace("level", "height"), "report_form_field_unknown"),
        (PART.replace("Điểm đáng chú ý", ""), "report_form_title_unclear"),
        (PART.replace("Điểm đáng chú ý", "x" * 301), "report_form_title_unclear"),
        (PART.replace("Điểm đáng chú ý", r"a\nb"), "report_form_title_unclear"),
    ],
)
def test_a_fault_is_said_and_ours_hold(given, text, code):
    parts, faults = given(text)

    assert parts == report_form.default()
    assert code in [fault.code for fault in faults]
    for lang in ("vi", "en"):
        said = [Words(lang)(f"error.{fault.code}", **fault.details) for fault in faults]
        assert all("temis_report.toml" in sentence for sentence in said)


def test_a_folder_in_the_files_place_is_as_if_there_were_none(tmp_path):
    report_form.path(tmp_path).mkdir()

    assert report_form.in_force(report_form.path(tmp_path)) == (report_form.default(), [])
