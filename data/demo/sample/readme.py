"""README.md of the sample: that it is made up, what each file is, and which rows are wrong on purpose."""

from collections.abc import Iterable

from data.demo.sample.tables import File

_SAID = """# Thư mục tệp mẫu / The sample folder

**DỮ LIỆU MÔ PHỎNG.** Không có người thật, trường thật hay kết quả thật nào. Chương trình viết ra các tệp này từ một đất
nước giả định, theo cách các sở, nền tảng LMS và trường đại học thường gửi: có dòng tiêu đề, tiêu đề cột hai dòng, dòng
tổng, trang danh mục, nhiều bảng mã chữ và nhiều cách ghi ngày. Mỗi thư mục con là một đơn vị gửi. Số liệu tính đến ngày
31/12/2021, theo 63 tỉnh, thành phố; năm báo cáo 2020.

**SYNTHETIC DATA.** No real person, school or result. A program writes these files from a made-up country, the way
departments, LMS platforms and universities send them: title lines, headers of two lines, totals, lookup sheets, several
encodings and ways to write a date. Each sub-folder is one sender. Data to 31/12/2021, the 63 provinces; report year
2020.

Với Khánh Hòa và Tuyên Quang, trường đại học chưa gửi ghi nhận; Lâm Đồng chỉ có phụ lục đã in; 58 tỉnh, thành phố còn
lại chưa gửi gì.

For Khánh Hòa and Tuyên Quang no university has answered; Lâm Đồng has its printed annex only; the other 58 provinces
have sent nothing.

## Các tệp / The files

| Tệp / File | Nội dung | Contents |
|---|---|---|
"""
_FILES = {
    "cuc-nha-giao/Theo_doi_nop_so_lieu_mo-phong.xlsx": (
        "Theo dõi nộp của 63 tỉnh, thành; nền tảng LMS",
        "Who of the 63 owes and has sent; LMS platforms",
    ),
    "dhsp-ha-noi/GhiNhan_Quang_Ninh_mo-phong.xlsx": (
        "Trường đại học ghi nhận, giáo viên Quảng Ninh; tiêu đề lặp, dòng tổng",
        "University's confirmations, teachers of Quảng Ninh; repeated header, total",
    ),
    "hoc-vien-qlgd/ghi_nhan_cbql_quang_ninh_mo-phong.csv": (
        "Học viện ghi nhận, cán bộ quản lý Quảng Ninh",
        "The Academy's confirmations, managers of Quảng Ninh",
    ),
    "lms-viettel/KetQua_KhanhHoa_mo-phong.xlsx": (
        "Kết quả LMS, hai trang GVPT và CBQL; xuống dòng trong tiêu đề",
        "LMS results, a sheet for teachers and one for managers; line breaks in headers",
    ),
    "lms-viettel/KhaoSat_KhanhHoa_mo-phong.xlsx": (
        "Khảo sát hài lòng, mỗi câu hỏi một cột",
        "Satisfaction survey, a column a question",
    ),
    "lms-vnpt/ba_buoc_da_nang_mo-phong.xlsx": (
        "Cả ba bước của Đà Nẵng; tiêu đề hai dòng, ngày dạng chữ",
        "All three passes of Đà Nẵng; header of two lines, days as text",
    ),
    "lms-vnpt/ket_qua_quang_ninh_mo-phong.zip": (
        "Kết quả LMS, không có trường và cấp học; “Mô đun 1” thay cho mã",
        "LMS results without school and level; “Mô đun 1” instead of a code",
    ),
    "lms-vnpt/khao_sat_mo-phong.zip": (
        "Khảo sát hài lòng, mỗi câu trả lời một dòng",
        "Satisfaction survey, a row an answer",
    ),
    "lms-vnpt/moodle_tuyen_quang_mo-phong.zip": (
        "Xuất từ Moodle, tiêu đề tiếng Anh",
        "Export of a Moodle, headers in English",
    ),
    "so-gddt-da-nang/danh_gia_tung_tieu_chi_2020_mo-phong.zip": (
        "Đánh giá, mỗi tiêu chí một dòng",
        "Ratings, a row a criterion",
    ),
    "so-gddt-da-nang/danh_sach_truong_mo-phong.csv": (
        "Danh sách trường, Windows-1258; “TP. Đà Nẵng”",
        "Schools, Windows-1258; “TP. Đà Nẵng”",
    ),
    "so-gddt-da-nang/hoc_vien_mo-phong.zip": (
        "Danh sách học viên hai năm học, Windows-1258",
        "People of two school years, Windows-1258",
    ),
    "so-gddt-da-nang/nhu_cau_2020_mo-phong.csv": ("Nhu cầu, Windows-1258", "Needs, Windows-1258"),
    "so-gddt-khanh-hoa/CotCan_xac_nhan_mo-phong.xlsx": ("Cốt cán xác nhận", "Supporters' confirmations"),
    "so-gddt-khanh-hoa/DanhGia_tu_danh_gia_va_thu_truong_2020_mo-phong.xlsx": (
        "Tự đánh giá và đánh giá của thủ trưởng, hai cột cạnh nhau",
        "Self-assessment and the head's, side by side",
    ),
    "so-gddt-khanh-hoa/HocVien_mo-phong.zip": (
        "Danh sách học viên hai năm học, chữ tổ hợp (NFD)",
        "People of two school years, decomposed letters (NFD)",
    ),
    "so-gddt-khanh-hoa/NhuCau_2020_mo-phong.xlsx": ("Nhu cầu, mỗi nhu cầu một dòng", "Needs, a row a need"),
    "so-gddt-khanh-hoa/Truong_mo-phong.xlsx": (
        "Danh sách trường, “Khánh Hoà”; trang danh mục",
        "Schools, “Khánh Hoà”; lookup sheets",
    ),
    "so-gddt-lam-dong/Phu_luc_A1_2020_mo-phong.xlsx": (
        "Phụ lục đã in: biểu A.1.1 và A.1.2",
        "The printed annex: tables A.1.1 and A.1.2",
    ),
    "so-gddt-quang-ninh/CSDL_GiaoVien_mo-phong.xlsx": (
        "CSDL_GiaoVien hai năm học, có họ tên, ngày sinh, email, người đã nghỉ; tiêu đề lặp, dòng tổng",
        "CSDL_GiaoVien of two school years with names, birth dates, addresses, leavers; repeated header, totals",
    ),
    "so-gddt-quang-ninh/CSDL_Truong_mo-phong.xlsx": (
        "Danh sách trường; tiêu đề hai dòng gộp ô, trang danh mục",
        "Schools; merged header of two lines, lookup sheets",
    ),
    "so-gddt-quang-ninh/DanhGia_theo_tieu_chi_2020_mo-phong.xlsx": (
        "Đánh giá, mỗi tiêu chí một cột",
        "Ratings, a column a criterion",
    ),
    "so-gddt-quang-ninh/NhuCau_boi_duong_2020_mo-phong.xlsx": (
        "Nhu cầu, nhiều mô đun trong một ô",
        "Needs, several modules in a cell",
    ),
    "so-gddt-quang-ninh/XacNhan_cot_can_mo-phong.xlsx": (
        "Cốt cán xác nhận, kèm mã cốt cán",
        "Supporters' confirmations with the supporter",
    ),
    "so-gddt-tuyen-quang/NhuCau_2020_mo-phong.xlsx": (
        "Nhu cầu; mã định danh dạng số",
        "Needs; identifiers as numbers",
    ),
    "so-gddt-tuyen-quang/Truong_va_hoc_vien_mo-phong.xlsx": (
        "Trường và học viên; mã dạng số đã mất số 0, ngày là số thứ tự của Excel",
        "Schools and people; codes as numbers that lost their zeros, days as Excel's serials",
    ),
    "so-gddt-tuyen-quang/XacNhan_cot_can_mo-phong.xlsx": ("Cốt cán xác nhận", "Supporters' confirmations"),
    "so-gddt-tuyen-quang/XepLoai_2020_mo-phong.tsv": (
        "Xếp loại chung, UTF-16, cách bằng tab",
        "Overall ratings, UTF-16, tabs",
    ),
}
_WRONG = {  # mark → what is wrong, in both languages
    "after_data_date": ("Kết quả ngày 15/03/2022, sau ngày chốt số liệu", "Decided on 15/03/2022: later than the data"),
    "answer_9": ("Trả lời 9 trên thang 5 mức", "Answer 9 on a scale of five"),
    "cell_error": ("Mã định danh là #N/A", "The identifier is #N/A"),
    "certificate_first": ("Chứng nhận cấp trước khi trường ghi nhận", "Certificate before the university's pass"),
    "excellent": ("Xếp loại “Xuất sắc”", "The mark “Xuất sắc”"),
    "impossible_date": ("Ngày 31/02/2021", "The day 31/02/2021"),
    "mark_7": ("Tiêu chí 3 được 7", "Criterion 3 is marked 7"),
    "rounded": ("Mã định danh 9,9E+09", "The identifier 9,9E+09"),
    "score_850": ("Điểm 850", "A score of 850"),
    "two_schools": ("Một người ở hai trường trong cùng năm học", "One person at two schools in one school year"),
    "unknown_module": ("Mô đun GV12", "The module GV12"),
    "unknown_person": ("Người không có trong danh sách", "A person nobody listed"),
    "unknown_school": ("Trường không có trong danh sách", "A school nobody listed"),
}


def readme(files: Iterable[File]) -> str:
    """The whole text; KeyError where a file or a wrong row has no words."""
    files = list(files)
    lines = [f"| `{file.path}` | {_FILES[file.path][0]} | {_FILES[file.path][1]} |" for file in files]
    wrong = [
        f"| `{file.path}` | {sheet.name or '–'} | {row} | {_WRONG[key][0]} | {_WRONG[key][1]} |"
        for file in files
        for sheet in file.sheets
        for key, row in sheet.marks
    ]
    head = (
        "",
        "## Những dòng sai có chủ ý / Rows that are wrong on purpose",
        "",
        "Dòng đếm từ 1, kể cả dòng tiêu đề. / Rows are counted from 1, titles included.",
        "",
        "| Tệp / File | Trang / Sheet | Dòng / Row | Sai gì | What is wrong |",
        "|---|---|---|---|---|",
    )
    return _SAID + "\n".join([*lines, *head, *wrong]) + "\n"
