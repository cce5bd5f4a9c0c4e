"""The fast way gives the slow way's answers: the same rows, the same rows held back, the same account."""

import csv
import json
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import IngestError
from data.intake.account import Account
from data.intake.arriving import SPOOL, arrive
from data.intake.formats import Limits
from data.intake.parts import LAYOUT
from tests.intake import drawn

SLOW, FAST = Limits(), Limits(stream_from=0)
HEADER = {"as_of": "2021-12-31", "vintage": 63, "kind": "synthetic", "series": "s", "title": ""}
HEADERS = [column.header for column in LAYOUT["boi_duong"].columns]
PLAIN = {
    "Mã định danh": "0100000001",
    "Đợt": "teacher-mass-2020",
    "Mô đun": "GV1",
    "Mã trường": "01000001",
    "Cấp học": "Tiểu học",
    "Môn dạy": "Toán",
    "Ngày ghi danh": "2021-01-10",
    "Điểm LMS": "81.5",
    "Ngày nộp LMS": "01/02/2021",
    "Kết quả LMS": "Đạt",
}
MESSY = st.sampled_from(
    [
        "",
        " ",
        "-",
        "Tổng cộng",
        "To\u0302\u0309ng co\u0323\u0302ng",
        "TỔNG SỐ học viên",
        "* Lũy kế",
        "Cộng",
        "Tống Thị Lý",
        "(1)",
        "1",
        "2",
        "a",
        "GV1",
        "Mã định danh",
        "Mô đun",
        "MÔ ĐUN",
        "100000001",
        "0100000001.0",
        "0000000000",
        "1E+09",
        "1.234",
        "12,5",
        "0.125",
        "81.50",
        "2021-02-30",
        "13/02/2021",
        "02/13/2021",
        "44228",
        "1/2/21",
        "dat",
        "Đạt ",
        "\u200bĐạt",
        "Tiê\u0309u học",
        "#N/A",
        "'0100000001",
        "x" * 300,
    ]
)
ROW = st.dictionaries(st.sampled_from([*HEADERS, "Ghi chú"]), st.one_of(MESSY, st.text(max_size=6)), max_size=6)
ODD = st.sampled_from(
    [
        "",
        ",,,",
        "\r",
        'a,"b\nc",d',
        "Tổng cộng",
        '"x"',
        "," * 40 + "z",
        '"0100000001","teacher-mass-2020"',
        "(1),(2),(3),(4)",
    ]
)
RESULTS = ["Mã định danh", "Mô đun", "Họ và tên", "Kết quả LMS", "Điểm LMS", "Ngày kết quả LMS"]
NEEDS = ["Mã định danh", "Năm báo cáo", "Mô đun", "Tiêu chí"]
CONFIRMED = ["Mã định danh", "Mô đun", "Kết quả cốt cán", "Ngày cốt cán xác nhận", "Mã cốt cán"]
SIDES = ["Mã định danh", "Năm báo cáo", "Tự đánh giá xếp loại", "Thủ trưởng xếp loại"]
SENT = [*RESULTS, *NEEDS, *CONFIRMED, *SIDES]
BESIDE = {
    "Mã định danh": "0100000001",
    "Mô đun": "GV1",
    "Họ và tên": "Tống Thị Lý",
    "Kết quả LMS": "Hoàn thành",
    "Điểm LMS": "81.5",
    "Ngày kết quả LMS": "01/02/2021",
    "Năm báo cáo": "2021",
    "Tiêu chí": "3",
    "Kết quả cốt cán": "Đạt",
    "Ngày cốt cán xác nhận": "2021-02-03",
    "Mã cốt cán": "0100000002",
    "Tự đánh giá xếp loại": "Khá",
    "Thủ trưởng xếp loại": "Tốt",
}
SAID = st.sampled_from(
    ["Hoàn thành", "Chưa hoàn thành", "Đang chờ", "?", "GV1; GV2", "Mô đun 1", "TC3, TC4", "19", "Khá", "Công nghệ"]
)
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(folder: Path, raw: Path, limits: Limits) -> tuple[dict, dict, list] | str:
    """Account, rows by raw file and rows held back; or why nothing came of it."""
    try:
        account = arrive(folder, raw, header=HEADER, limits=limits)
    except IngestError as problem:
        return problem.code
    rows = {
        target.name: pl.concat(map(pl.read_parquet, sorted(target.iterdir())))
        .sort("@tep", "@trang", "@dong")
        .to_dicts()
        for target in sorted(raw.iterdir())
        if target.is_dir()
    }
    held = sorted((raw / SPOOL).read_text(encoding="utf-8").splitlines())
    return account.as_dict(), rows, held


def both(tmp: Path, content: bytes, name: str = "a.csv") -> tuple:
    """What the slow and the fast way make of a file, beside a small one that is sure to be taken."""
    turn = sum(1 for _ in tmp.iterdir())
    folder = tmp / f"came-{turn}"
    folder.mkdir()
    (folder / name).write_bytes(content)
    (folder / "z.csv").write_text("Mã định danh,Mô đun,Mã cốt cán\n0100000001,GV1,0100000002\n", encoding="utf-8")
    return outcome(folder, tmp / f"slow-{turn}", SLOW), outcome(folder, tmp / f"fast-{turn}", FAST)


def written(
    rows: list[dict[str, str]], *, headers: list[str], quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n"
) -> str:
    """Rows as a text table."""
    text = StringIO()
    writer = csv.writer(text, quoting=quoting, lineterminator=end)
    writer.writerow(headers)
    writer.writerows([[row.get(header, "") for header in headers] for row in rows])
    return text.getvalue()


@many
@given(
    rows=st.lists(ROW, max_size=8),
    headers=st.permutations([*HEADERS, "Ghi chú", "Họ và tên"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    odd=st.lists(ODD, max_size=3),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_messy_cells_come_out_the_same_by_both_ways(tmp_path_factory, rows, headers, quoting, odd, encoding, end):
    text = written([PLAIN | row for row in rows], headers=headers, quoting=quoting, end=end) + end.join(odd)
    text = text.encode(errors="ignore").decode()

    slow, fast = both(tmp_path_factory.mktemp("both"), text.encode(encoding))

    assert slow == fast


@many
@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from(SENT), st.one_of(SAID, MESSY, st.text(max_size=6)), max_size=4), max_size=8
    ),
    headers=st.sampled_from([RESULTS, NEEDS, CONFIRMED, SIDES]),
    odd=st.lists(ODD, max_size=3),
)
def test_rows_that_are_shaped_one_by_one_come_out_the_same_by_both_ways(tmp_path_factory, rows, headers, odd):
    text = written([BESIDE | row for row in rows], headers=headers) + "\n".join(odd)

    slow, fast = both(tmp_path_factory.mktemp("both"), text.encode(errors="ignore"))

    assert slow == fast


@pytest.mark.parametrize(
    ("headers", "form"),
    [
        (RESULTS, "ket_qua_lms"),
        (NEEDS, "nhu_cau"),
        (CONFIRMED, "xac_nhan_cot_can"),
        (SIDES, "xep_loai_hai_ben"),
    ],
)
def test_such_rows_are_taken_piece_by_piece_and_held_back_as_they_came(tmp_path, headers, form):
    good = [BESIDE | {"Mã định danh": f"{number:010}"} for number in range(1, 45_001)]
    bad = {"Mã định danh": "0200000001", "Năm báo cáo": "2021"} | dict.fromkeys(("Kết quả LMS", "Kết quả cốt cán"), "?")
    rows = [
        *good[:30_000],
        BESIDE | {"Mô đun": "Tổng cộng"},
        dict.fromkeys(BESIDE, "") | bad | {"Mô đun": ""},
        *good[30_000:],
    ]

    slow, fast = both(tmp_path, written(rows, headers=headers).encode())

    assert slow == fast
    assert fast[0]["received"][0]["form"] == form
    assert fast[0]["received"][0]["taken"] >= 45_000
    assert len(fast[2]) == fast[0]["received"][0]["held"] > 0


@many
@given(cells=st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=8), separator=st.sampled_from(",;\t|"))
def test_any_texts_come_out_the_same_by_both_ways(tmp_path_factory, cells, separator):
    text = "Mã định danh,Mô đun,Mã cốt cán\n".replace(",", separator)
    text += "\n".join(separator.join(row) for row in cells)

    slow, fast = both(tmp_path_factory.mktemp("both"), text.encode(errors="ignore"))

    assert slow == fast


@many
@given(
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), min_size=1, max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1258"]),
)
def test_damaged_bytes_come_to_the_same_by_both_ways(tmp_path_factory, changes, encoding):
    content = drawn.csv(
        [HEADERS, *([PLAIN.get(header, "") for header in HEADERS] for _ in range(6))], encoding=encoding
    )
    for place, bytes_over in changes:
        at = int(place * len(content))
        content = content[:at] + bytes_over + content[at + len(bytes_over) :] if bytes_over else content[:at]

    slow, fast = both(tmp_path_factory.mktemp("both"), content)

    assert slow == fast


@pytest.mark.parametrize(
    "content",
    [
        "Tiêu đề\n\nMã định danh,Mô đun,Mã cốt cán\n1,GV1,2\n\n\n",
        "sep=;\nMã định danh;Mô đun;Mã cốt cán\n0100000001;GV1;0100000002\n",
        'Mã định danh,Mô đun,Mã cốt cán\n0100000001,GV1,0100000002\n0100000001,"GV1,0100000002\n',
        "Mã định danh,Mô đun,Mã cốt cán\r0100000001,GV1,0100000002\r",
        "Mã định danh,Mô đun,Mã cốt cán\n0100000001,GV\0001,0100000002\n",
        "Mã định danh,Mô đun,Mã cốt cán\n" + "0100000001,GV1,0100000002\n" * 3 + 'x,"' + "y" * 200_000,
    ],
)
def test_titles_blank_lines_open_quotes_and_zero_bytes_are_told_the_same(tmp_path, content):
    slow, fast = both(tmp_path, content.encode())

    assert slow == fast


def test_leavers_are_left_out_the_same(tmp_path):
    headers = [column.header for column in LAYOUT["hoc_vien"].columns if column.is_required]
    plain = {"Năm học": "2021-2022", "Ngày cấp tài khoản": "2021-08-01", "Cấp học": "Tiểu học", "Vai trò": "Đại trà"}
    words = ["Đang làm việc", "Nghỉ hưu", "", " nghỉ hưu", "Đang làm việc (biệt phái)", "Kích hoạt"]
    rows = [plain | {"Mã định danh": f"010000000{turn}", "Trạng thái": word} for turn, word in enumerate(words)]
    filled = [dict.fromkeys(headers, "Không") | row | {"Mã trường": "01000001", "Đối tượng": "GVPT"} for row in rows]

    slow, fast = both(tmp_path, written(filled, headers=[*headers, "Trạng thái"]).encode())

    assert slow == fast
    assert [(each["taken"], each["statuses"]) for each in fast[0]["received"]] == [
        (3, {"Nghỉ hưu": 2, "…": 1}),
        (1, {}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1258"])
def test_every_encoding_streams_to_the_same_rows(tmp_path, encoding):
    text = drawn.csv([HEADERS, *([PLAIN.get(header, "") for header in HEADERS] for _ in range(50))], encoding=encoding)

    slow, fast = both(tmp_path, text)

    assert slow == fast
    assert [each["taken"] for each in slow[0]["received"]] == [50, 1]


def test_a_text_that_stops_being_utf8_far_inside_is_refused_whole(tmp_path):
    line = "0100000001,GV1,0100000002,Nguyễn\n".encode()
    content = "Mã định danh,Mô đun,Mã cốt cán,Họ tên\n".encode() + line * 300_000 + b"\xff\xfe" + line

    slow, fast = both(tmp_path, content)

    assert slow == fast
    assert fast[0]["refused"] == [{"file": "a.csv", "sender": "a", "code": "file_unreadable", "reason": "characters"}]
    assert list(fast[1]) == ["ho_tro"], "nothing of the file stays"
    assert len(fast[1]["ho_tro"]) == 1


def test_a_parquet_file_streams_to_the_same_rows(tmp_path):
    frame = pl.DataFrame(
        {
            "Mã định danh": [100000001, 100000002, None, 3],
            "Mô đun": ["GV1", "Tổng cộng", "GV2", "GV1"],
            "Mã trường": ["01000001", None, " 1000001", "x y"],
            "Điểm LMS": [81.5, float("nan"), -0.0, 1e300],
        }
    )
    frame = frame.with_columns(
        pl.lit("Tiểu học", pl.Categorical).alias("Cấp học"), pl.lit("teacher-mass-2020").alias("Đợt")
    )
    path = tmp_path / "whole.parquet"
    frame.write_parquet(path)

    (tmp_path / "in").mkdir()

    slow, fast = both(tmp_path / "in", path.read_bytes(), "a.parquet")

    assert slow == fast
    assert {each["form"]: (each["rows"], each["taken"]) for each in slow[0]["received"]}["ho_tro"] == (1, 1)


def test_an_account_survives_its_file(tmp_path):
    slow, _ = both(tmp_path, "Mã định danh,Mô đun,Mã cốt cán\n1,GV1,2\n".encode())

    assert Account.from_dict(json.loads(json.dumps(slow[0]))).as_dict() == slow[0]
