"""What belongs to a delivery: whose each file is, what is left out before it is read, who is left out of a list."""

import polars as pl
import pytest

from data.intake.account import LeftOut, NothingArrived, Refused
from data.intake.arriving import Override, arrive, look
from data.intake.formats import Limits
from tests.intake import drawn

HEADER = {"as_of": "2021-12-31", "vintage": 63, "kind": "synthetic", "series": "s", "title": ""}
SUPPORT = [["Mã định danh", "Mô đun", "Mã cốt cán"], ["0100000001", "GV1", "0100000009"]]
MORE = [*SUPPORT, ["0100000002", "GV1", "0100000009"]]
PEOPLE = [
    "Mã định danh",
    "Năm học",
    "Mã trường",
    "Đối tượng",
    "Cấp học",
    "Vai trò",
    "Vùng khó khăn",
    "Đến kỳ đánh giá",
    "Ngày cấp tài khoản",
]
PERSON = ["2021-2022", "01000001", "GVPT", "Tiểu học", "Đại trà", "Không", "Không", "2021-08-01"]


@pytest.fixture
def came(tmp_path):
    """A function that puts files into the delivery."""

    def put(**files: bytes) -> None:
        for name, content in files.items():
            path = tmp_path / "came" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    return put


def arrived(tmp_path, **said):
    """The account of the delivery."""
    return arrive(tmp_path / "came", tmp_path / "raw", header=HEADER, **said)


def test_a_first_level_folder_is_the_sender_and_a_file_beside_it_its_own(tmp_path, came):
    came(**{"Sở A/2021/a.csv": drawn.csv(SUPPORT), "Sở A/b.csv": drawn.csv(MORE), "c.xlsx": drawn.xlsx({"S": SUPPORT})})
    account = arrived(tmp_path)

    assert [(each.file, each.sender) for each in account.received] == [
        ("Sở A/2021/a.csv", "Sở A"),
        ("Sở A/b.csv", "Sở A"),
        ("c.xlsx", "c"),
    ]
    assert account.senders == ("Sở A", "c")
    assert [each.file for each in account.of("c").received] == ["c.xlsx"]


def test_the_same_content_is_read_once_and_named(tmp_path, came):
    content = drawn.csv(SUPPORT)
    came(
        **{
            "A/a.csv": content,
            "B/b.csv": content,
            "B/c.zip": drawn.zipped({"d.csv": content, "e.csv": drawn.csv(MORE)}),
        }
    )
    account = arrived(tmp_path)

    assert [each.file for each in account.received] == ["A/a.csv", "B/c.zip/e.csv"]
    assert account.left_out == [
        LeftOut("B/b.csv", "B", "repeated_file", "A/a.csv"),
        LeftOut("B/c.zip/d.csv", "B", "repeated_file", "A/a.csv"),
    ]


def test_what_systems_leave_is_named_as_left_out(tmp_path, came):
    came(
        **{
            "A/.DS_Store": b"\0",
            "A/Thumbs.db": b"\0",
            "A/~$a.xlsx": b"\0",
            ".hidden/x.csv": b"a",
            "a.csv": drawn.csv(SUPPORT),
        }
    )
    account = arrived(tmp_path)

    assert {(each.file, each.why) for each in account.left_out} == {
        (name, "system_file") for name in ("A/.DS_Store", "A/Thumbs.db", "A/~$a.xlsx", ".hidden/x.csv")
    }
    assert account.is_whole


def test_a_file_of_a_zip_that_cannot_be_read_is_refused_alone(tmp_path, came):
    came(
        **{
            "A/a.zip": drawn.zipped(
                {"b.csv": drawn.csv(SUPPORT), "c.pdf": b"%PDF-1.7", "d.zip": drawn.zipped({"x": b"1"})}
            )
        }
    )
    account = arrived(tmp_path)

    assert [each.file for each in account.received] == ["A/a.zip/b.csv"]
    assert account.refused == [
        Refused("A/a.zip/c.pdf", "A", "file_kind_unknown", "pdf"),
        Refused("A/a.zip/d.zip", "A", "archive_refused", "zip_in_zip"),
    ]
    assert sorted(path.name for path in (tmp_path / "raw").iterdir()) == [
        "account.json",
        "export.json",
        "held.jsonl",
        "ho_tro",
    ], "nothing unpacked is left"


@pytest.mark.parametrize("status", ["Trạng thái CB", "Trạng thái"])
def test_who_no_longer_works_there_is_left_out_and_counted(tmp_path, came, status):
    words = ["Đang làm việc", "Nghỉ hưu", "đang làm việc ", "Chuyển đi", "", "Nghỉ hưu", "Nguyễn Văn A"]
    rows = [[f"010000000{number}", *PERSON, word] for number, word in enumerate(words, start=1)]
    came(**{"a.csv": drawn.csv([[*PEOPLE, status], *rows])})
    (received,) = arrived(tmp_path).received

    assert (received.rows, received.taken, received.left_out) == (7, 3, 4)
    assert received.statuses == {"Nghỉ hưu": 2, "Chuyển đi": 1, "…": 1}, "a word that is no status is not repeated"
    assert received.why == {"leaver": 4}


def test_a_status_that_speaks_of_other_things_leaves_nobody_out(tmp_path, came):
    rows = [[f"010000000{number}", *PERSON, "Kích hoạt"] for number in range(1, 4)]
    came(**{"a.csv": drawn.csv([[*PEOPLE, "Trạng thái"], *rows])})
    (received,) = arrived(tmp_path).received

    assert (received.taken, received.left_out) == (3, 0)


def test_a_form_and_columns_that_somebody_told_are_taken(tmp_path, came):
    came(
        **{
            "a.csv": drawn.csv([["số", "học phần", "người giúp"], ["0100000001", "GV1", "0100000009"]]),
            "b.csv": drawn.csv(MORE),
        }
    )
    columns = {0: "Mã định danh", "học phần": "Mô đun", "người giúp": "Mã cốt cán"}
    account = arrived(tmp_path, overrides={("a.csv", ""): Override("ho_tro", columns)})

    assert [(each.form, each.taken) for each in account.received] == [("ho_tro", 1), ("ho_tro", 2)]
    assert [column.ours for column in account.received[0].columns] == ["Mã định danh", "Mô đun", "Mã cốt cán"]


def test_looking_tells_forms_and_columns_and_keeps_nothing(tmp_path, came):
    came(
        **{"a.csv": drawn.csv(SUPPORT), "b.xlsx": drawn.xlsx({"S": MORE, "Danh mục": [["x", "y"]]}), "c.pdf": b"%PDF-1"}
    )
    account = look(tmp_path / "came", work=tmp_path)

    assert [(each.file, each.sheet, each.form, each.rows) for each in account.received] == [
        ("a.csv", "", "ho_tro", 0),
        ("b.xlsx", "S", "ho_tro", 0),
        ("b.xlsx", "Danh mục", "", 0),
    ]
    assert [each.reason for each in account.refused] == ["pdf"]
    assert [path.name for path in tmp_path.iterdir()] == ["came"]


def test_progress_moves_with_the_bytes_and_ends_at_one(tmp_path, came):
    came(**{"a.csv": drawn.csv(SUPPORT), "b.csv": drawn.csv(MORE * 50)})
    shares = []
    arrived(tmp_path, progress=lambda step, share: shares.append((step, share)))

    assert [step for step, _ in shares] == ["a.csv", "b.csv", ""]
    assert shares[0][1] == 0
    assert 0 < shares[1][1] < 0.2
    assert shares[-1][1] == 1


def test_sheets_that_are_none_of_ours_or_wait_have_their_rows_counted_all_the_same(tmp_path, came):
    lacking = [["Mã định danh", "Mô đun", "Mã trường", "Cấp học"], ["0100000001", "GV1", "01000001", "Tiểu học"]]
    came(**{"a.xlsx": drawn.xlsx({"S": SUPPORT, "Danh mục": [["x"], ["y"]]}), "b.csv": drawn.csv(lacking)})
    received = arrived(tmp_path).received

    assert [(each.form, each.rows, each.left_out, each.why) for each in received[:2]] == [
        ("ho_tro", 1, 0, {}),
        ("", 2, 2, {"not_ours": 2}),
    ]
    assert received[2].waits
    assert (received[2].rows, received[2].why) == (1, {"waits": 1})


def test_nothing_of_ours_comes_with_the_account_of_why_not(tmp_path, came):
    came(**{"a.csv": drawn.csv([["x", "y"], ["1", "2"]]), "b.pdf": b"%PDF-1"})
    with pytest.raises(NothingArrived) as problem:
        arrived(tmp_path)

    assert [each.reason for each in problem.value.account.refused] == ["pdf"]
    assert [each.why for each in problem.value.account.received] == [{"not_ours": 2}]
    assert not (tmp_path / "raw").exists()


@pytest.mark.parametrize("limits", [Limits(), Limits(stream_from=0)], ids=["in memory", "streamed"])
def test_what_a_sheet_does_not_say_may_be_told_of_the_delivery(tmp_path, came, limits):
    rows = [
        ["Mã định danh", "Người đánh giá", "Ngày đánh giá", "Xếp loại"],
        ["0100000001", "Tự đánh giá", "1/11/2021", "Khá"],
    ]
    came(**{"a.csv": drawn.csv(rows)})
    waiting = look(tmp_path / "came", work=tmp_path).received[0]
    (received,) = arrived(tmp_path, told={"report_year": 2021}, limits=limits).received

    assert waiting.missing == ("Năm báo cáo",)
    assert (received.form, received.taken) == ("danh_gia", 1)
    (part,) = (tmp_path / "raw" / "danh_gia").iterdir()
    assert pl.read_parquet(part)["Năm báo cáo"].to_list() == [2021]


@pytest.mark.parametrize("limits", [Limits(), Limits(stream_from=0)], ids=["in memory", "streamed"])
def test_a_form_that_shapes_its_whole_sheet_accounts_for_every_row_too(tmp_path, came, limits):
    headers = [*PEOPLE, "Tên trường", "Tỉnh/Thành phố", "Trạng thái"]
    rows = [
        ["0100000001", *PERSON, "TH Ánh Sáng", "Hà Nội", "Đang làm việc"],
        ["0100000002", *PERSON, "TH Ánh Sáng", "Hà Nội", "Nghỉ hưu"],
        ["0100000003", *PERSON, "TH Ánh Sáng", "Hà Nội", "Đang làm việc"],
        ["0100000004", *PERSON[:1], "01000002", *PERSON[2:], "TH Một", "Hà Nội", ""],
        ["0100000005", *PERSON[:1], "01000002", *PERSON[2:], "TH Hai", "Hà Nội", ""],
        ["1E+09", *PERSON, "TH Ánh Sáng", "Hà Nội", ""],
        ["Tổng cộng", *[""] * (len(headers) - 1)],
    ]
    came(**{"a.csv": drawn.csv([headers, *rows])})
    (received,) = arrived(tmp_path, limits=limits).received

    assert (received.form, received.target) == ("hoc_vien_kem_truong", "hoc_vien")
    assert (received.rows, received.taken, received.held, received.noise, received.left_out) == (7, 2, 3, 1, 1)
    schools = pl.concat(map(pl.read_parquet, (tmp_path / "raw" / "truong").iterdir()))
    people = pl.concat(map(pl.read_parquet, (tmp_path / "raw" / "hoc_vien").iterdir()))
    assert schools.select("Mã trường", "@tep").rows() == [("01000001", "a.csv")]
    assert people.select("Mã định danh", "@dong").rows() == [("0100000001", 2), ("0100000003", 4)]
