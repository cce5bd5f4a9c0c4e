"""Nobody is named: of a real delivery nothing that says who people are is found outside the quarantine."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data.errors import TemisError
from data.intake import delivering
from data.intake.delivering import Told
from tests.intake import messy, messy_others, written
from tests.intake.messy import Line
from tests.intake.written import Manner

TOLD = Told(
    date(2021, 12, 31), "real", "tu-don-vi", vintage=63, cohorts={"teacher-mass": "teacher-mass-2020"}, hold_most=0.6
)
NAME, BORN, MAIL, PHONE, CITIZEN = "Quách Thị Bích Ngà", "17/08/1983", "bichnga83@thu.vn", "0987654321", "001183004567"
PERSONAL = {"Họ và tên": NAME, "Ngày sinh": BORN, "Email": MAIL, "Số điện thoại": PHONE, "Số CCCD": CITIZEN}
SECRETS = (*PERSONAL.values(), "1983-08-17", "987654321", *messy.TEACHERS, *messy.MANAGERS, *messy.OTHERS, messy.NOBODY)
SHIFTED = {  # a row whose cells slipped sideways, so that a column of codes has somebody's name
    "hoc_vien": ("Vai trò", "Đối tượng", "Năm học", "Môn dạy"),
    "boi_duong": ("Đợt", "Mô đun", "Cấp học", "Kết quả LMS"),
    "danh_gia": ("Người đánh giá", "Xếp loại"),
    "khao_sat": ("Câu hỏi", "Mô đun"),
    "nhu_cau": ("Mô đun", "Tiêu chí"),
    "bao_cao": ("Tỉnh/Thành phố",),
    "truong": ("Tỉnh/Thành phố", "Quận/Huyện", "Vùng khó khăn"),
    "ket_qua_lms": ("Kết quả LMS", "Mô đun"),
}


def with_people(table: messy.Table) -> messy.Table:
    """The table with columns that say who its people are, and rows whose cells slipped."""
    if table.form in ("hoc_vien", "bieu_a11", "bieu_a12"):
        headers = table.headers
        lines = [replace(line, cells=(*line.cells[:12], *list(PERSONAL.values())[:3], *line.cells[15:]))
                 for line in table.lines] if table.form == "hoc_vien" else list(table.lines)  # fmt: skip
    else:
        headers = (*table.headers, *PERSONAL)
        padded = [(*line.cells, *[None] * (len(table.headers) - len(line.cells))) for line in table.lines]
        lines = [Line((*cells, *PERSONAL.values())) for cells in padded]
    slipped = []
    for header in SHIFTED.get(table.form, ()):
        for secret in (NAME, PHONE, messy.TEACHERS[0], MAIL):
            cells = list(lines[0].cells)
            cells[headers.index(header)] = secret
            slipped.append(Line(tuple(cells)))
    return replace(table, headers=headers, lines=(*lines, *slipped))


def sent(folder: Path) -> Path:
    """The delivery's files."""
    for table in messy_others.tables():
        written.write(with_people(table), folder / "files", Manner())
    return folder / "files"


def said_in(path: Path) -> str:
    """Everything a file holds, as text: bytes, and of tables their cells."""
    raw = path.read_bytes()
    texts = [raw.decode("utf-8", errors="replace"), raw.decode("utf-16-le", errors="replace")]
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path, hive_partitioning=False)
        texts += [" ".join(map(str, column.unique().to_list())) for column in frame.iter_columns()]
    return "\n".join(texts)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """(the state folder, what the log said)."""
    folder = tmp_path_factory.mktemp("people")
    state, log = folder / "state", folder / "log.txt"
    kept = logging.FileHandler(log)
    kept.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(kept)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        outcome = delivering.prepare(delivering.of_folder(state, sent(folder)), state, TOLD)
        delivering.publish(outcome, state)
    finally:
        logging.getLogger().removeHandler(kept)
        logging.getLogger().setLevel(level)
    return state, log.read_text("utf-8"), outcome


def test_nothing_outside_the_quarantine_says_who_anybody_is(published):
    state, _, _ = published
    paths = [path for path in state.rglob("*") if path.is_file() and "quarantine" not in path.relative_to(state).parts]
    texts = {path.relative_to(state).as_posix(): said_in(path) for path in paths}
    found = {(name, secret) for name, text in texts.items() for secret in SECRETS if secret in text}

    assert len(paths) > 10
    assert found == set()


def test_the_quarantine_has_the_identifiers_for_their_sender_and_no_birth_days_or_addresses(published):
    state, _, _ = published
    cells = {
        str(cell.value)
        for path in (state / "quarantine").rglob("*.xlsx")
        for sheet in openpyxl.load_workbook(path).worksheets
        for line in sheet.iter_rows()
        for cell in line
    }

    assert messy.TEACHERS[0] in cells
    assert {BORN, CITIZEN}.isdisjoint(cells)


def test_the_log_says_nobody(published):
    _, log, _ = published

    assert [secret for secret in SECRETS if secret in log] == []


def test_the_account_and_what_a_snapshot_says_of_itself_name_nobody(published):
    _, _, outcome = published
    told = f"{outcome.account.as_dict()} {outcome.prepared.header}"

    assert [secret for secret in SECRETS if secret in told] == []


@pytest.mark.parametrize("most", [0.0, 0.1])
def test_an_exception_says_nobody(most, tmp_path, caplog):
    state = tmp_path / "state"
    delivery = delivering.of_folder(state, sent(tmp_path))

    with caplog.at_level(logging.DEBUG), pytest.raises(TemisError) as raised:
        delivering.prepare(delivery, state, replace(TOLD, hold_most=most))

    text = f"{raised.value!s} {raised.value!r} {caplog.text}"
    assert [secret for secret in SECRETS if secret in text] == []
