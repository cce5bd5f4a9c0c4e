"""Declared corrections put right what was sent wrong, on every build, and are told with the rows they changed."""

import pytest

from data.errors import IngestError
from data.ingest import corrections
from tests.data.ingest_drawn import PEOPLE, prepared, rules, written

HEAD = "file,column,where_column,where_value,from,to,why,who,source,declared_on"
TRAINING = """
    Mã định danh | Mô đun | Điểm LMS | Ngày ghi danh
    an           | GV1    | 150      | 2012-01-10
    binh         | GV1    | 70       | 2021-01-10
    2200045678   | GV1    | 60       | 2021-01-10
"""


def _declared(tmp_path, *lines: str, head: str = HEAD) -> tuple[corrections.Correction, ...]:
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8-sig")
    return corrections.read(path)


def _told(made) -> list[dict]:
    return made.header["origin"]["corrections"]


def test_a_cell_is_put_right_where_another_says_so(tmp_path):
    declared = _declared(
        tmp_path, "boi_duong,Điểm LMS,Mã định danh,an,150,15,gõ nhầm,Phòng GDTrH,công văn 12,2022-01-05"
    )

    made = prepared(tmp_path, boi_duong=TRAINING.replace("2200045678", "chi"), corrections=declared)

    assert written(made, "enrolment")["lms_score"].sort().to_list() == [15, 60, 70]
    assert _told(made) == [
        {
            "file": "boi_duong",
            "column": "Điểm LMS",
            "where_column": "Mã định danh",
            "where_value": "••",
            "from": "150",
            "to": "15",
            "why": "gõ nhầm",
            "source": "công văn 12",
            "declared_on": "2022-01-05",
            "rows": 1,
        }
    ]


def test_a_word_is_put_right_wherever_it_stands_however_it_is_spelt(tmp_path):
    declared = _declared(tmp_path, "hoc_vien,vai trò,,,cốt  LÕI,Cốt cán,gọi khác,Sở,,05/01/2022")

    made = prepared(tmp_path, hoc_vien=PEOPLE.replace("Cốt cán", "Cốt lõi"), corrections=declared)

    assert not rules(made)
    assert _told(made)[0]["rows"] == 1


def test_a_date_is_found_and_set_as_a_day(tmp_path):
    declared = _declared(tmp_path, "boi_duong,Ngày ghi danh,,,10/01/2012,2021-01-10,gõ nhầm,Sở,,2022-01-05")

    made = prepared(
        tmp_path, boi_duong=TRAINING.replace("150", "50").replace("2200045678", "chi"), corrections=declared
    )

    assert written(made, "enrolment")["enrolled_on"].dt.year().to_list() == [2021] * 3


def test_a_star_stands_for_whatever_is_written_and_nothing_empties_a_cell(tmp_path):
    declared = _declared(tmp_path, "boi_duong,Điểm LMS,Mã định danh,AN,*,,chưa thi,Sở,,2022-01-05")

    made = prepared(tmp_path, boi_duong=TRAINING.replace("2200045678", "chi"), corrections=declared)

    assert written(made, "enrolment")["lms_score"].drop_nulls().sort().to_list() == [60, 70]


def test_a_correction_works_on_what_the_one_before_it_made(tmp_path):
    declared = _declared(
        tmp_path,
        "boi_duong,Điểm LMS,,,150,95,gõ nhầm,Sở,,2022-01-05",
        "boi_duong,Điểm LMS,Mã định danh,an,95,90,phúc khảo,Sở,,2022-01-06",
    )

    made = prepared(tmp_path, boi_duong=TRAINING.replace("2200045678", "chi"), corrections=declared)

    assert written(made, "enrolment")["lms_score"].sort().to_list() == [60, 70, 90]
    assert [one["rows"] for one in _told(made)] == [1, 1]


def test_an_identifier_is_masked_in_the_manifest(tmp_path):
    declared = _declared(
        tmp_path, "boi_duong,Mã định danh,Mã định danh,2200045678,*,chi,đơn của 2200045678,Nguyễn Văn Khai,,2022-01-05"
    )

    made = prepared(tmp_path, boi_duong=TRAINING.replace("150", "50"), corrections=declared)

    (told,) = _told(made)
    assert (told["where_value"], told["to"], told["rows"]) == ("22••••••78", "•••", 1)
    assert "2200045678" not in str(made.header)
    assert "Khai" not in str(made.header)


def test_a_correction_that_changes_nothing_is_told_of(tmp_path):
    declared = _declared(
        tmp_path,
        "boi_duong,Điểm LMS,,,99,100,gõ nhầm,Sở,,2022-01-05",
        "hoc_vien,Vai trò,,,Cốt cán,Cốt cán,đã đúng,Sở,,2022-01-05",
    )

    made = prepared(tmp_path, corrections=declared)

    idle = [(one.rule, one.file, one.column) for one in made.findings]
    assert idle == [
        ("correction_without_effect", "boi_duong.parquet", "Điểm LMS"),
        ("correction_without_effect", "hoc_vien.parquet", "Vai trò"),
    ]


def test_a_table_of_a_spreadsheet_with_semicolons_is_read(tmp_path):
    line = "boi_duong.parquet;Điểm LMS;;;7,5;75;thang 10;Sở;;2022-01-05"

    (one,) = _declared(tmp_path, line, ";" * 9, head=HEAD.replace(",", ";"))

    assert (one.old, one.new) == ("7,5", 75.0)


def test_where_there_is_no_table_there_are_no_corrections(tmp_path):
    assert corrections.read(tmp_path / "corrections.csv") == ()


@pytest.mark.parametrize(
    "line",
    [
        "boi_duong,Điểm,,,1,2,vì sao,ai,,2022-01-05",
        "bồi dưỡng,Điểm LMS,,,1,2,vì sao,ai,,2022-01-05",
        "boi_duong,Điểm LMS,,,1,hai,vì sao,ai,,2022-01-05",
        "boi_duong,Điểm LMS,,,một,2,vì sao,ai,,2022-01-05",
        "boi_duong,Điểm LMS,,,1,nan,vì sao,ai,,2022-01-05",
        "boi_duong,Ngày ghi danh,,,*,31/02/2022,vì sao,ai,,2022-01-05",
        "boi_duong,Điểm LMS,Mã định danh,,1,2,vì sao,ai,,2022-01-05",
        "boi_duong,Điểm LMS,,,*,2,vì sao,ai,,2022-01-05",
        "boi_duong,Điểm LMS,,,1,2,,ai,,2022-01-05",
        "boi_duong,Điểm LMS,,,1,2,vì sao,,,2022-01-05",
        "boi_duong,Điểm LMS,,,1,2,vì sao,ai,,hôm qua",
        "danh_gia,TC1,,,4,99999,vì sao,ai,,2022-01-05",
        "boi_duong,Điểm LMS,,,1,2,vì sao,ai,,2022-01-05,thừa",
        "boi_duong,Điểm LMS,,,1,2",
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_by_its_number(tmp_path, line):
    good = "boi_duong,Điểm LMS,,,150,15,gõ nhầm,Sở,,2022-01-05"

    with pytest.raises(IngestError) as problem:
        _declared(tmp_path, good, line)

    assert (problem.value.code, problem.value.details) == ("correction_unreadable", {"line": 3})


@pytest.mark.parametrize("head", [HEAD.replace("who,", ""), "tệp,cột", ""])
def test_a_table_of_other_columns_is_refused(tmp_path, head):
    with pytest.raises(IngestError, match="correction_unreadable"):
        _declared(tmp_path, head=head)


def test_a_table_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "corrections.csv").write_bytes(b"\xff\xfe\x00file")

    with pytest.raises(IngestError, match="correction_unreadable"):
        corrections.read(tmp_path / "corrections.csv")
