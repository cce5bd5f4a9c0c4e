"""A delivery with every kind of source, drawn so that it is known what becomes of every row: the half of training."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from data import reference
from data.ingest.layout import BY_NAME

Cells = tuple[Any, ...]  # texts, dates and figures


@dataclass(frozen=True)
class Line:
    """One row below a header, and what becomes of it: taken, noise, left_out, or why it is held back."""

    cells: Cells
    becomes: str = "taken"


@dataclass(frozen=True)
class Table:
    """One file: sender/name, its form, how it is written, headers (``group: header`` under a group), rows, titles."""

    name: str
    form: str
    kind: str
    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    titles: tuple[str, ...] = ()
    is_ordered: bool = False  # a printed table: its rows stand under one another for a reason


DAY = date(2021, 3, 1)
MODULES = [f"GV{number}" for number in range(1, 6)]
TEACHERS = [f"01000000{number:02}" for number in range(1, 11)]  # of Hà Nội
MANAGERS = ["0100000011", "0100000012"]
OTHERS = [f"22000000{number:02}" for number in range(1, 11)]  # of Quảng Ninh, listed with their schools
_CRITERIA = reference.read("criteria").select("audience", "criterion_vi").rows()
CRITERIA = {audience: [text for of, text in _CRITERIA if of == audience] for audience in ("teacher", "manager")}
QUESTIONS = reference.read("questions").select("question_code", "wording_vi").rows()
NOBODY = "0199999999"


def headers_of(name: str) -> tuple[str, ...]:
    """The headers of a raw file."""
    return tuple(column.header for column in BY_NAME[name].columns)


def lines(*rows: Cells, becomes: str = "taken") -> tuple[Line, ...]:
    """Rows with one end."""
    return tuple(Line(tuple(row), becomes) for row in rows)


def wrong(row: Cells, becomes: str, **cells: Any) -> Line:
    """The row with some cells changed (``c3=…``), and why it is held back."""
    changed = list(row)
    for place, cell in cells.items():
        changed[int(place[1:])] = cell
    return Line(tuple(changed), becomes)


def _schools() -> Table:
    rows = [
        ("01001001", "Trường Tiểu học Ba Đình", "Hà Nội", "Quận Ba Đình", None, "Có", "Không", "Không", "Không"),
        ("01001002", "Trường THCS Ba Đình", "TP. Hà Nội", "Quận Ba Đình", None, "Không", "Có", "Không", "Có"),
    ]
    return Table(
        "so-ha-noi/danh sách trường.xlsx",
        "truong",
        "xlsx",
        headers_of("truong"),
        (*lines(*rows), wrong(rows[0], "empty_value", c0=None), Line(("Tổng cộng", "2"), "noise")),
    )


def _person(identifier: str, school: str, audience: str = "GVPT", role: str = "Đại trà") -> Cells:
    level = "Tiểu học" if school == "01001001" else "THCS"
    subject = None if audience == "CBQL" else "Giáo viên tiểu học" if level == "Tiểu học" else "Toán"
    day = date(2020, 9, 28)
    return (
        identifier, "2020-2021", school, audience, "Nữ", "Không", level, subject, role, "Không", "Có", day
    )  # fmt: skip


def _people() -> Table:
    people = [_person(each, ("01001001", "01001002")[at % 2]) for at, each in enumerate(TEACHERS[:8])]
    people += [_person(each, "01001002", role="Cốt cán") for each in TEACHERS[8:]]
    people += [_person(each, "01001002", "CBQL") for each in MANAGERS]
    named = [(*row, "Nguyễn Thị Ánh", "02/09/1980", "anh@so.edu.vn", "Đang làm việc") for row in people]
    twice = (*_person("0100000050", "01001001"), "Lê Văn Bé", "03/04/1979", "be@so.edu.vn", "Đang làm việc")
    return Table(
        "so-ha-noi/CSDL_GiaoVien.csv",
        "hoc_vien",
        "csv",
        (*headers_of("hoc_vien"), "Họ và tên", "Ngày sinh", "Email", "Trạng thái"),
        (
            *lines(*named),
            wrong(named[0], "left_out", c0="0100000030", c15="Nghỉ hưu"),
            wrong(named[0], "left_out", c0="0100000031", c15="Đã chuyển đi"),
            wrong(named[0], "rounded_number", c0="1,23E+09"),
            wrong(named[0], "unknown_school", c0="0100000041", c2="01009999"),
            wrong(named[0], "unknown_code", c0="0100000042", c8="Dự bị"),
            Line(twice, "duplicate_key"),
            wrong(twice, "duplicate_key", c2="01001002"),
            Line(named[3], "repeated_row"),
            Line(("Tổng số", *[None] * 15), "noise"),
        ),
    )


def _all_passes() -> Table:
    rows = [
        (person, "teacher-mass-2020", module, ("01001001", "01001002")[at % 2], ("Tiểu học", "THCS")[at % 2], None,
         date(2020, 12, 1), 85.5, DAY, DAY, "Đạt", DAY, DAY + timedelta(9), "Đạt", DAY + timedelta(9),
         DAY + timedelta(20), "Đạt", DAY + timedelta(30))
        for at, person in enumerate(TEACHERS[:5])
        for module in MODULES[:2]
    ]  # fmt: skip
    first = (*rows[0][:2], "GV5", *rows[0][3:])
    return Table(
        "lms-mot/ba bước.xls",
        "boi_duong",
        "xls",
        headers_of("boi_duong"),
        (
            *lines(*rows),
            wrong(first, "score_outside_scale", c7=850),
            wrong(first, "unknown_person", c0=NOBODY),
            wrong(first, "not_a_date", c8="31/02/2021"),
            wrong(first, "certificate_before_pass", c17=date(2021, 3, 2)),
            wrong(first, "unknown_module", c2="GV12"),
            wrong(first, "module_not_in_cohort", c2="GV7"),
            wrong(first, "after_the_data_date", c17=date(2022, 3, 2)),
            wrong(first, "decided_before_sent", c12=date(2021, 2, 2)),
            wrong(first, "outcome_without_date", c15=None, c17=None),
        ),
    )


def _one_pass() -> tuple[Table, ...]:
    """The three passes of Quảng Ninh, each from whoever decides it."""
    pairs = [(person, module) for person in OTHERS[:6] for module in MODULES[:2]]
    lms = [(*pair, 70 + at, "Đạt", DAY) for at, pair in enumerate(pairs)]
    supporter = [(*pair, DAY, DAY + timedelta(5), "Đã xác nhận", TEACHERS[8]) for pair in pairs]
    university = [(*pair, DAY + timedelta(5), DAY + timedelta(8), "Ghi nhận") for pair in pairs[:6]]
    moodle = [(person, "Nguyễn Thị Ánh", "02/03/2021, 09:05") for person in OTHERS[:3]]
    moodle += [(OTHERS[3], "Lê Văn Bé", None)]
    of = ("Mã định danh", "Mô đun")
    return (
        Table(
            "lms-hai/kết quả lms.zip",
            "ket_qua_lms",
            "zip",
            (*of, "Điểm LMS", "Kết quả LMS", "Ngày kết quả LMS"),
            (*lines(*lms), wrong(lms[0], "unknown_status", c1="GV4", c3="tạm được")),
        ),
        Table(
            "so-quang-ninh/xác nhận của cốt cán.csv",
            "xac_nhan_cot_can",
            "csv",
            (*of, "Ngày gửi cốt cán", "Ngày cốt cán xác nhận", "Kết quả cốt cán", "Mã cốt cán"),
            (
                *lines(*supporter),
                wrong(supporter[0], "cell_error", c1="GV4", c5="#N/A"),
                wrong(supporter[0], "ambiguous_date", c1="GV4", c2="21/1/21"),
                wrong(supporter[0], "person_not_listed unknown_person", c0=NOBODY),
            ),
        ),
        Table(
            "dhsp/ghi nhận của trường đại học.ods",
            "ghi_nhan_dh",
            "ods",
            (*of, "Ngày gửi trường ĐH", "Ngày trường ĐH ghi nhận", "Kết quả trường ĐH"),
            (*lines(*university), wrong(university[0], "not_a_date", c1="GV4", c3="hôm qua")),
        ),
        Table(
            "lms-ba/completion-gv3.csv",
            "moodle_khoa_hoc",
            "csv",
            ("Mã định danh", "Họ và tên", "Course complete"),
            (*lines(*moodle), wrong(moodle[0], "not_a_date", c0=OTHERS[4], c2="bao giờ xong")),
        ),
    )


def _with_schools() -> Table:
    rows = [
        (*_person(person, ("22001001", "22001002")[at % 2])[:11], date(2020, 9, 28),
         ("Trường THCS Hạ Long", "Trường THCS Bãi Cháy")[at % 2], "Quảng Ninh", None)
        for at, person in enumerate(OTHERS)
    ]  # fmt: skip
    return Table(
        "so-quang-ninh/giáo viên và trường.xls",
        "hoc_vien_kem_truong",
        "html",
        (*headers_of("hoc_vien"), "Tên trường", "Tỉnh/Thành phố", "Quận/Huyện"),
        (
            *lines(*rows),
            wrong(rows[0], "school_contradicts", c0="2200000050", c2="22001009", c12="Trường THCS A"),
            wrong(rows[0], "school_contradicts", c0="2200000051", c2="22001009", c12="Trường THCS B"),
        ),
    )


def training() -> tuple[Table, ...]:
    """The files of schools, people and their training."""
    return (_schools(), _people(), _all_passes(), *_one_pass(), _with_schools())


def shuffled(table: Table, turn: Any) -> Table:
    """The same rows in another order, printed tables as they are."""
    if table.is_ordered:
        return table
    moved = list(table.lines)
    turn.shuffle(moved)
    return replace(table, lines=tuple(moved))


def turned(table: Table, turn: Any) -> Table:
    """The same columns in another order, each row's cells with them."""
    order = list(range(len(table.headers)))
    turn.shuffle(order)
    moved = [
        replace(line, cells=tuple(line.cells[place] if place < len(line.cells) else None for place in order))
        for line in table.lines
    ]
    return replace(table, headers=tuple(table.headers[place] for place in order), lines=tuple(moved))
