"""What somebody may upload to do harm: names that lead elsewhere, programs, formulas, bombs; and what is left."""

import io
import re
import stat
from datetime import date
from zipfile import ZipFile, ZipInfo

import openpyxl
import pytest

from data.errors import IngestError
from data.intake import delivering
from data.intake.arriving import arrive
from data.intake.delivering import Told
from data.intake.formats import read_content
from tests.intake import drawn, messy_others, written
from tests.intake.written import Manner

TOLD = Told(date(2021, 12, 31), "real", "tu-don-vi", vintage=63, hold_most=1.0)
HEADERS = ["Mã định danh", "Mô đun", "Mã cốt cán"]
RIGHT = ["0100000001", "GV1", "0100000009"]
NAMES = {
    "climbs": "../../../etc/cron.d/x.csv",
    "climbs on Windows": "..\\..\\windows\\x.csv",
    "absolute": "/etc/passwd",
    "a drive": "C:\\x.csv",
    "a zero": "a\0b.csv",
    "very long": "đ" * 300 + ".csv",
    "very long, in letters of three bytes": "ệ" * 300 + ".csv",
    "turned round": "a\u202evsc.exe.csv",
    "line breaks": "a\r\nb.csv",
    "nothing": "",
    "dots alone": "..",
    "a device": "CON.csv",
    "hidden": ".bashrc.csv",
    "a stream": "a.csv:b",
    "quotes and signs": "a'\"`$(x);<y>|&*?.csv",
}


def took_over(folder, name, sender=""):
    """The one file that is there after a file of that name was added, and the folder of the delivery."""
    delivery = delivering.new(folder / "state")
    delivering.add(delivery, sender, name, io.BytesIO(drawn.csv([HEADERS, RIGHT])))
    everywhere = [path for path in folder.rglob("*") if path.is_file()]
    return everywhere, delivery


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("sender", ["", "../../so", "Sở GD&ĐT Hà Nội"])
def test_a_name_leads_nowhere_but_into_the_delivery(kind, sender, tmp_path):
    (path,), delivery = took_over(tmp_path, NAMES[kind], sender)

    assert path.is_relative_to(delivery.files)
    assert not path.is_symlink()
    assert path.name.isprintable()
    assert len(path.name.encode()) < 200
    assert not path.name.startswith((".", "~"))
    assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", path.name, re.IGNORECASE)


@pytest.mark.parametrize("kind", NAMES)
def test_a_file_is_read_whatever_it_was_called(kind, tmp_path):
    _, delivery = took_over(tmp_path, NAMES[kind])

    account = arrive(delivery.files, tmp_path / "raw")

    assert [(each.form, each.taken) for each in account.received] == [("ho_tro", 1)]


def test_files_of_two_folders_of_a_sender_do_not_take_each_others_place(tmp_path):
    delivery = delivering.new(tmp_path)
    for year in ("2020", "2021"):
        content = drawn.csv([HEADERS, [f"010000{year}", *RIGHT[1:]]])
        delivering.add(delivery, "", f"so-a/{year}/hỗ trợ.csv", io.BytesIO(content))

    account = arrive(delivery.files, tmp_path / "raw")

    assert [(each.sender, each.taken) for each in account.received] == [("so-a", 1), ("so-a", 1)]


def test_a_delivery_is_for_its_owner_alone_and_gone_when_published(tmp_path):
    files = tmp_path / "files"
    for table in messy_others.tables()[:3]:
        written.write(table, files, Manner("csv"))
    state = tmp_path / "state"
    delivery = delivering.new(state)
    for path in (path for path in files.rglob("*") if path.is_file()):
        delivering.add(delivery, path.parent.name, path.name, io.BytesIO(path.read_bytes()))

    outcome = delivering.prepare(delivery, state, TOLD)
    folders = [state / "intake", delivery.folder, *delivery.files.iterdir(), state / "quarantine"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    held = [path for path in (state / "quarantine").rglob("*") if path.is_file()]
    assert held
    assert {stat.S_IMODE(path.stat().st_mode) for path in (*held, *delivery.files.glob("*/*"))} == {0o600}
    assert {stat.S_IMODE(path.parent.stat().st_mode) for path in held} == {0o700}

    delivering.publish(outcome, state)
    assert list((state / "intake").iterdir()) == []
    assert not list(state.rglob("held.jsonl"))


def with_macro(content):
    """A workbook that carries a program, as .xlsm does."""
    with ZipFile(io.BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    kinds = held["[Content_Types].xml"].replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    return drawn.zipped(held | {"[Content_Types].xml": kinds, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"})


def test_a_workbook_with_macros_is_read_as_any_other_and_its_program_stays_behind(tmp_path):
    path = tmp_path / "files" / "ai" / "hỗ trợ.xlsm"
    path.parent.mkdir(parents=True)
    path.write_bytes(with_macro(drawn.xlsx({"S": [HEADERS, RIGHT, ["#N/A", *RIGHT[1:]]]})))

    account = arrive(tmp_path / "files", tmp_path / "raw", quarantine=tmp_path / "held")

    assert [(each.taken, each.held) for each in account.received] == [(1, 1)]
    left = [path for place in ("raw", "held") for path in (tmp_path / place).rglob("*") if path.is_file()]
    assert not any(b"AutoOpen" in path.read_bytes() for path in left)


def with_formula(formula, value):
    """A workbook whose second cell is a formula, and what the spreadsheet that wrote it had computed."""
    content = drawn.xlsx({"S": [["a", "b"], ["x", "đây"]]})
    said = f'<c r="B2"><f>{formula}</f>{value}</c>'
    return drawn.rewritten(content, member="xl/worksheets/sheet1.xml", pattern='<c r="B2".*?</c>', by=said)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("<v>7</v>", 7),
        ("<v>0</v>", 0),
        ("", "#VALUE!"),
        ("<v/>", "#VALUE!"),
        ("<v></v>", "#VALUE!"),
    ],
)
def test_a_formula_is_its_stored_value_and_an_error_where_there_is_none(value, read):
    (sheet,) = read_content(with_formula("1+1", value), name="a.xlsx")

    assert sheet.rows[1][1] == read


def test_a_formula_whose_answer_is_an_empty_text_is_an_empty_cell():
    content = with_formula("IF(A2=1,1,&quot;&quot;)", "<v></v>")
    with ZipFile(io.BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    content = drawn.zipped(held | {name: held[name].replace(b'<c r="B2">', b'<c r="B2" t="str">')})

    (sheet,) = read_content(content, name="a.xlsx")

    assert sheet.rows[1] == ["x", None]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_a_cell_of_a_workbook_that_holds_an_error_is_held_back_even_where_it_may_be_empty(error, tmp_path):
    headers = ["Mã định danh", "Đợt", "Mô đun", "Mã trường", "Cấp học", "Điểm LMS"]
    (tmp_path / "files").mkdir()
    rows = [headers, ["0100000001", "teacher-mass-2020", "GV1", "01001001", "Tiểu học", error]]
    (tmp_path / "files" / "a.xlsx").write_bytes(drawn.xlsx({"S": rows}))

    arrive(tmp_path / "files", tmp_path / "raw", quarantine=tmp_path / "held")

    (line,) = openpyxl.load_workbook(tmp_path / "held" / "a.xlsx")["boi_duong"].iter_rows(min_row=2, values_only=True)
    assert line[3].startswith("Điểm LMS: Ô chứa lỗi bảng tính")
    assert error in line


ATTACKS = ["=cmd|'/c calc'!A1", "@SUM(1+1)*cmd|'/c calc'!A1", "+1+cmd|'/c calc'!A1", "-2+3+cmd|'/c calc'!A1",
           '=HYPERLINK("http://x","y")', "=1+1", "\t=1+1", "\r=1+1"]  # fmt: skip


def test_what_looks_like_a_command_is_a_text_in_what_goes_back(tmp_path):
    (tmp_path / "files").mkdir()
    rows = [HEADERS, *([attack, "GV1", attack] for attack in ATTACKS)]
    (tmp_path / "files" / "a.parquet").write_bytes(drawn.parquet(rows))

    account = arrive(tmp_path / "files", tmp_path / "raw", quarantine=tmp_path / "held")

    assert account.received[0].held == len(ATTACKS)
    sheet = openpyxl.load_workbook(tmp_path / "held" / "a.xlsx")["ho_tro"]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    with ZipFile(tmp_path / "held" / "a.xlsx") as archive:
        written_parts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"<f>" not in written_parts
    assert b"<hyperlink" not in written_parts


def linked():
    """A zip with a member that is a link."""
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        link = ZipInfo("bảng.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return held.getvalue()


def named(name):
    """A zip with a member of that name, whatever it is."""
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        info = ZipInfo("x")
        info.filename = name
        archive.writestr(info, drawn.csv([HEADERS, RIGHT]))
    return held.getvalue()


def bomb():
    """Some kilobytes that unpack to a hundred million."""
    return drawn.zipped({"a.csv": b"0" * 100_000_000})


ZIPS = {
    "climbs": (lambda: named("../../a.csv"), "archive_refused", "unsafe_name"),
    "climbs on Windows": (lambda: named("..\\..\\a.csv"), "archive_refused", "unsafe_name"),
    "absolute": (lambda: named("/etc/a.csv"), "archive_refused", "unsafe_name"),
    "a drive": (lambda: named("C:/a.csv"), "archive_refused", "unsafe_name"),
    "a zip in a zip": (lambda: drawn.zipped({"a.zip": drawn.zipped({"a.csv": b"a"})}), "archive_refused", "zip_in_zip"),
    "ten thousand members": (
        lambda: drawn.zipped({f"{n}.csv": b"a,b" for n in range(10_000)}), "archive_refused", "too_many_files",
    ),
    "a bomb": (bomb, "archive_refused", "ratio"),
    "a workbook with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le"),
        "file_protected", "password",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ZIPS)
def test_a_packed_attack_is_refused_and_the_rest_of_the_delivery_is_read(kind, tmp_path):
    make, code, reason = ZIPS[kind]
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.csv").write_bytes(drawn.csv([HEADERS, RIGHT]))
    (files / "b.zip").write_bytes(make())

    account = arrive(files, tmp_path / "raw")

    assert [(each.code, each.reason) for each in account.refused] == [(code, reason)]
    assert [each.taken for each in account.received] == [1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files", "raw"]
    assert sorted(path.name for path in (tmp_path / "raw").iterdir()) == [
        "account.json", "export.json", "held.jsonl", "ho_tro",
    ]  # fmt: skip


def test_a_link_in_a_zip_is_the_text_it_is_and_is_not_followed(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.csv").write_bytes(drawn.csv([HEADERS, RIGHT]))
    (tmp_path / "files" / "b.zip").write_bytes(linked())

    account = arrive(tmp_path / "files", tmp_path / "raw")

    assert [(each.rows, each.form) for each in account.received if each.file.startswith("b.zip")] == [(1, "")]


def test_a_link_in_the_delivery_is_not_followed(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "secret.csv").write_bytes(drawn.csv([HEADERS, RIGHT]))
    (tmp_path / "files" / "a.csv").symlink_to(tmp_path / "secret.csv")

    with pytest.raises(IngestError, match="nothing_arrived"):
        arrive(tmp_path / "files", tmp_path / "raw")


def test_a_member_without_a_name_is_a_torn_zip(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.csv").write_bytes(drawn.csv([HEADERS, RIGHT]))
    (tmp_path / "files" / "b.zip").write_bytes(named(""))

    account = arrive(tmp_path / "files", tmp_path / "raw")

    assert [(each.code, each.reason) for each in account.refused] == [("file_unreadable", "torn")]
