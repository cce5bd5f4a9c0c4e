"""The two LMSs: what each exports for its provinces, one of them as Moodle does, and their surveys."""

from datetime import date

import polars as pl

from data import reference
from data.demo.sample.drawn import Province, person
from data.demo.sample.files import Content, text, workbook, zipped
from data.demo.sample.offices import LOOKUPS, doet, numbered, rows, titles
from data.demo.sample.tables import Cell, File, Marked, Table, changed

VIETTEL, VNPT = "lms-viettel", "lms-vnpt"
_LMS = ("Ngày ghi danh", "Điểm LMS", "Ngày nộp LMS", "Ngày kết quả LMS", "Kết quả LMS")
_COURSE = ("Đợt", "Mô đun", "Mã trường", "Cấp học", "Môn dạy")
_VNPT_STATUS = {"Đạt": "Hoàn thành", "Chưa đạt": "Không đạt"}
_MOODLE_STATUS = {
    "Đạt": "Completed (achieved pass grade)",
    "Chưa đạt": "Completed (did not achieve pass grade)",
    None: "Not completed",
}
_CHAIN = (
    "Ngày gửi cốt cán", "Ngày cốt cán xác nhận", "Kết quả cốt cán",
    "Ngày gửi trường ĐH", "Ngày trường ĐH ghi nhận", "Kết quả trường ĐH", "Ngày cấp chứng nhận",
)  # fmt: skip


def files(provinces: dict[str, Province]) -> list[File]:
    """Viettel's for Khánh Hòa; VNPT's for Quảng Ninh, Đà Nẵng and Tuyên Quang."""
    quang_ninh, da_nang = provinces["Quảng Ninh"], provinces["Đà Nẵng"]
    khanh_hoa, tuyen_quang = provinces["Khánh Hòa"], provinces["Tuyên Quang"]
    asked = [quang_ninh, da_nang, tuyen_quang]
    made = {
        (VIETTEL, "KetQua_KhanhHoa_mo-phong.xlsx"): _viettel(khanh_hoa),
        (VIETTEL, "KhaoSat_KhanhHoa_mo-phong.xlsx"): _wide_survey(khanh_hoa),
        (VNPT, "ket_qua_quang_ninh_mo-phong.zip"): _by_audience(quang_ninh),
        (VNPT, "ba_buoc_da_nang_mo-phong.xlsx"): _whole_chain(da_nang),
        (VNPT, "moodle_tuyen_quang_mo-phong.zip"): _moodle(tuyen_quang),
        (VNPT, "khao_sat_mo-phong.zip"): zipped([("khao_sat_mo-phong.csv", text(_long_survey(asked)))]),
    }
    return [File(sender, name, *content) for (sender, name), content in made.items()]


def _viettel(part: Province) -> Content:
    tables = [_viettel_sheet(part, audience) for audience in ("GVPT", "CBQL")]
    return workbook(*tables, *LOOKUPS[2:], author="LMS Viettel")


def _viettel_sheet(part: Province, audience: str) -> Table:
    frame = part.training.filter(pl.col("Mô đun").str.starts_with(audience[:2] if audience == "GVPT" else "QL"))
    found = numbered(rows(frame, "Mã định danh", "", *_COURSE, *_LMS))
    if audience == "GVPT":
        found = _wrong_viettel(found)
    header = (
        "STT", "Mã học viên", "Họ và tên", "Mã đợt", "Mã mô đun", "Mã trường", "Cấp học", "Môn học", "Ngày ghi danh",
        "Điểm", "Ngày nộp bài", "Ngày hoàn thành", "Trạng thái\nhoàn thành",
    )  # fmt: skip
    about = titles("LMS Viettel", f"Kết quả bồi dưỡng – {audience} tỉnh Khánh Hoà")
    return Table(audience, header, found, titles=about, repeat_after=200, total=True)


def _wrong_viettel(found: list[list[Cell]]) -> list[list[Cell]]:
    """A score that lost its comma, a day after the data's, and a learner nobody listed."""
    done = [place for place, row in enumerate(found) if row[12] == "Đạt"]
    open_ = [place for place, row in enumerate(found) if row[12] is None]
    found[done[60]] = changed(found[done[60]], "score_850", {9: 850})
    late = {9: 78.5, 10: date(2021, 12, 30), 11: date(2022, 3, 15), 12: "Đạt"}
    found[open_[0]] = changed(found[open_[0]], "after_data_date", late)
    stranger = [len(found) + 1, "9999000004", "Người Mô Phỏng 99004", *found[-1][3:]]
    return [*found, Marked(stranger, "unknown_person")]


def _by_audience(part: Province) -> Content:
    """A zip of two text files without schools; the module is a number, whose is told by the person."""
    header = (
        "Mã định danh học viên", "Họ và tên", "Đợt bồi dưỡng", "Mô-đun", "Ngày đăng ký học", "Điểm số", "Ngày nộp",
        "Ngày có kết quả", "Trạng thái học tập",
    )  # fmt: skip
    named = part.training.with_columns(
        pl.concat_str(pl.lit("Mô đun "), pl.col("Mô đun").str.slice(2)).alias("said"),
        pl.col("Kết quả LMS").replace_strict(_VNPT_STATUS, default="Đang học"),
    )
    members = []
    for audience, prefix in (("gvpt", "GV"), ("cbql", "QL")):
        mine = named.filter(pl.col("Mô đun").str.starts_with(prefix))
        found = rows(mine, "Mã định danh", "", "Đợt", "said", *_LMS)
        table = Table("", header, found, titles=titles("LMS VNPT", "Kết quả trên LMS tỉnh Quảng Ninh"), total=True)
        members.append((f"ket_qua_{audience}_mo-phong.csv", text(table, encoding="utf-8")))
    return zipped(members)


def _whole_chain(part: Province) -> Content:
    """All three passes in one sheet, dd/mm/yyyy as text."""
    frame = part.training.with_columns(pl.col(pl.Date).dt.strftime("%d/%m/%Y"))
    found = numbered(rows(frame, "Mã định danh", "", *_COURSE, *_LMS, *_CHAIN))
    certified = [place for place, row in enumerate(found) if row[-1]]
    found[certified[10]] = changed(found[certified[10]], "impossible_date", {11: "31/02/2021"})
    found[certified[50]] = changed(found[certified[50]], "certificate_first", {len(found[0]) - 1: "02/11/2020"})
    unknown = Marked([len(found) + 1, *found[-1][1:4], "GV12", *found[-1][5:]], "unknown_module")
    head = ("STT", "Mã định danh", "Họ và tên", *_COURSE, *_LMS)
    table = Table(
        "Đà Nẵng",
        (*head, *_CHAIN),
        [*found, unknown],
        titles=titles("LMS VNPT", "Ba bước xác nhận – TP. Đà Nẵng"),
        groups=((*head, "Cốt cán", None, None, "Trường ĐH", None, None, _CHAIN[-1]),),
    )
    return workbook(table, author="LMS VNPT")


def _moodle(part: Province) -> Content:
    """What Moodle writes, with the cohort as a field of the user's profile."""
    header = (
        "Full name", "ID number", "Email address", "Đợt bồi dưỡng", "Course short name", "Time enrolled",
        "Time completed", "Completion status", "Final grade",
    )  # fmt: skip
    found = [_moodle_row(row) for row in part.training.iter_rows(named=True)]
    return zipped([("course_completion_mo-phong.csv", text(Table("", header, found), encoding="utf-8"))])


def _moodle_row(row: dict[str, Cell]) -> list[Cell]:
    name, _, address = person(str(row["Mã định danh"]))
    days = [day and f"{day} 08:00:00" for day in (row["Ngày ghi danh"], row["Ngày kết quả LMS"])]
    status = _MOODLE_STATUS[row["Kết quả LMS"]]
    grade = None if row["Điểm LMS"] is None else f"{row['Điểm LMS']:.2f}"
    return [name, row["Mã định danh"], address, row["Đợt"], f"ETEP_{row['Mô đun']}", *days, status, grade]


def _wide_survey(part: Province) -> Content:
    """One row a person and module, a column a question in its own words."""
    wordings = reference.read("questions").select("question_code", "wording_vi").rows()
    by_question = [
        pl.col("Trả lời").filter(pl.col("Câu hỏi") == code).first().cast(pl.Int32).alias(code) for code, _ in wordings
    ]
    keys = ("Mã định danh", "Mô đun")
    frame = part.answers.group_by(keys, maintain_order=True).agg(pl.col("Ngày trả lời").max(), *by_question)
    found = rows(frame, *keys, "Ngày trả lời", *(code for code, _ in wordings))
    place = next(place for place, row in enumerate(found) if row[3] is not None and row[4] is None and row[5] is None)
    found[place] = changed(found[place], "answer_9", {3: 9})
    table = Table(
        "Khảo sát",
        ("Mã định danh", "Mô đun", "Dấu thời gian", *(wording for _, wording in wordings)),
        found,
        titles=titles("LMS Viettel", f"Khảo sát hài lòng – {doet('Khánh Hoà')}"),
    )
    return workbook(table, author="LMS Viettel")


def _long_survey(parts: list[Province]) -> Table:
    columns = ("Mã định danh", "Câu hỏi", "Mô đun", "Trả lời", "Ngày trả lời")
    found = [row for part in parts for row in rows(part.answers, *columns)]
    header = ("Mã định danh", "Mã câu hỏi", "Mã mô đun", "Mức trả lời", "Ngày trả lời")
    return Table("", header, found, titles=titles("LMS VNPT", "Khảo sát hài lòng"))
