"""What a raw export looks like: each file's headers, our name for the column, its type, whether it may be empty.

A file lies in the export whole (``hoc_vien.parquet``) or in parts (``hoc_vien/*.parquet``). Columns are found by
header text, never by position. A header that is not listed here is not read at all: names, birth dates and the like
never leave the file.
"""

from dataclasses import dataclass

PROVENANCE = {"@tep": "VARCHAR", "@trang": "VARCHAR", "@dong": "BIGINT"}  # file, sheet and row that a raw row was in
CRITERIA = 18  # most criteria any framework has; teachers use 1 to 15

_PERSONAL = ("identifier", "supporter_identifier")

# what a coded column may hold is in reference/vocabulary.csv, except those resolved by ``codes``
_PLAIN = {"text": "VARCHAR", "date": "DATE", "real": "DOUBLE", "int": "BIGINT", "mark": "SMALLINT"}


@dataclass(frozen=True)
class RawColumn:
    """One column of a raw file; ``code`` names its vocabulary when its text stands for a code."""

    header: str
    name: str
    type: str
    code: str | None
    is_required: bool

    @property
    def is_personal(self) -> bool:
        """Whether its text says who a person is."""
        return self.name in _PERSONAL


@dataclass(frozen=True)
class RawFile:
    """One file of a raw export and the columns read from it."""

    name: str
    columns: tuple[RawColumn, ...]

    @property
    def table(self) -> str:
        """Name under which it is known to the SQL of this package."""
        return f"raw_{self.name}"

    @property
    def file_name(self) -> str:
        """Name in the export folder."""
        return f"{self.name}.parquet"


_LAYOUT = {
    "truong": """
        Mã trường | school_code* | text
        Tên trường | name_vi* | text
        Tỉnh/Thành phố | province* | code:province
        Quận/Huyện | district | text
        Cụm | cluster_code | text
        Tiểu học | primary_school* | code:yes_no
        Trung học cơ sở | lower_secondary_school* | code:yes_no
        Trung học phổ thông | upper_secondary_school* | code:yes_no
        Vùng khó khăn | disadvantaged* | code:yes_no
        """,
    "hoc_vien": """
        Mã định danh | identifier* | text
        Năm học | school_year* | code:school_year
        Mã trường | school_code* | text
        Đối tượng | audience* | code:audience
        Giới tính | sex | code:sex
        Dân tộc thiểu số | ethnic_minority | code:yes_no
        Cấp học | level* | code:level
        Môn dạy | subject | code:subject
        Vai trò | role* | code:role
        Vùng khó khăn | disadvantaged* | code:yes_no
        Đến kỳ đánh giá | head_due* | code:yes_no
        Ngày cấp tài khoản | account_on* | date
        """,
    "boi_duong": """
        Mã định danh | identifier* | text
        Đợt | cohort_code* | text
        Mô đun | module_code* | text
        Mã trường | school_code* | text
        Cấp học | level* | code:level
        Môn dạy | subject | code:subject
        Ngày ghi danh | enrolled_on | date
        Điểm LMS | lms_score | real
        Ngày nộp LMS | lms_sent_on | date
        Ngày kết quả LMS | lms_decided_on | date
        Kết quả LMS | lms_outcome | code:outcome
        Ngày gửi cốt cán | supporter_sent_on | date
        Ngày cốt cán xác nhận | supporter_decided_on | date
        Kết quả cốt cán | supporter_outcome | code:outcome
        Ngày gửi trường ĐH | university_sent_on | date
        Ngày trường ĐH ghi nhận | university_decided_on | date
        Kết quả trường ĐH | university_outcome | code:outcome
        Ngày cấp chứng nhận | certificate_on | date
        """,
    "danh_gia": """
        Mã định danh | identifier* | text
        Năm báo cáo | report_year* | int
        Người đánh giá | rater* | code:rater
        Ngày đánh giá | rated_on | date
        Xếp loại | mark | code:mark
        """
    + "\n".join(f"TC{number} | c{number} | mark" for number in range(1, CRITERIA + 1)),
    "ho_tro": """
        Mã định danh | identifier* | text
        Mô đun | module_code* | text
        Mã cốt cán | supporter_identifier* | text
        """,
    "khao_sat": """
        Mã định danh | identifier* | text
        Câu hỏi | question_code* | text
        Mô đun | module_code* | text
        Trả lời | answer* | int
        Ngày trả lời | answered_on* | date
        """,
    "nhu_cau": """
        Mã định danh | identifier* | text
        Năm báo cáo | report_year* | int
        Mô đun | module_code | text
        Tiêu chí | criterion_no | int
        """,
    "hoat_dong": """
        Tỉnh/Thành phố | province* | code:province
        Ngày | day_on* | date
        Vai trò | role* | code:role
        Số học viên hoạt động | active_learners* | int
        """,
    "bao_cao": """
        Tỉnh/Thành phố | province* | code:province
        Bộ dữ liệu | dataset* | text
        Năm báo cáo | report_year* | int
        Hạn nộp | due_on* | date
        Ngày nhận | received_on | date
        Ngày công bố | published_on | date
        """,
    "lms": """
        Tỉnh/Thành phố | province* | code:province
        Nền tảng | platform | text
        Ngày bắt đầu | since_on | date
        """,
    "so_lieu_cong_bo": """
        Tỉnh/Thành phố | province* | code:province
        Năm báo cáo | report_year* | int
        Đối tượng | audience* | code:audience
        Biểu | table_no* | text
        Cấp học | level* | text
        Nhóm | people* | text
        Chỉ tiêu | measure* | text
        Giá trị | value | real
        Nguyên văn | as_printed | text
        Tình trạng | status* | text
        Nguồn | source* | text
        """,
    "teidi": """
        Trường đại học | university* | code:university
        Năm | year* | int
        Chỉ số TEIDI | indicator* | text
        Giá trị | value* | real
        Đơn vị | unit | text
        Nguồn | source | text
        """,
}


def _file(name: str, spec: str) -> RawFile:
    columns = []
    for line in filter(None, (line.strip() for line in spec.splitlines())):
        header, column, kind = (piece.strip() for piece in line.split("|"))
        code = kind.removeprefix("code:") if kind.startswith("code:") else None
        columns.append(
            RawColumn(header, column.rstrip("*"), _PLAIN["text" if code else kind], code, column.endswith("*"))
        )
    return RawFile(name, tuple(columns))


FILES = tuple(_file(name, spec) for name, spec in _LAYOUT.items())
BY_NAME = {file.name: file for file in FILES}
