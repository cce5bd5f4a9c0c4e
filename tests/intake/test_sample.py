"""The supplied sample: what is committed is what is drawn, sheets are what they are meant to be, errors are known."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from data.demo import sample
from data.ingest.layout import FILES
from data.intake.formats import read_content, read_file
from data.intake.recognise import noise_of, recognise
from data.intake.values import value

FOLDER = Path(__file__).parents[2] / "data" / "sample"
MOST_BYTES = 500_000
KINDS = """
    cuc-nha-giao/Theo_doi_nop_so_lieu_mo-phong.xlsx | Theo dõi nộp | bao_cao | 63
    cuc-nha-giao/Theo_doi_nop_so_lieu_mo-phong.xlsx | LMS | lms | 63
    dhsp-ha-noi/GhiNhan_Quang_Ninh_mo-phong.xlsx | Ghi nhận | ghi_nhan_dh | 587
    hoc-vien-qlgd/ghi_nhan_cbql_quang_ninh_mo-phong.csv | | ghi_nhan_dh | 41
    lms-viettel/KetQua_KhanhHoa_mo-phong.xlsx | GVPT | boi_duong | 526
    lms-viettel/KetQua_KhanhHoa_mo-phong.xlsx | CBQL | boi_duong | 39
    lms-viettel/KhaoSat_KhanhHoa_mo-phong.xlsx | Khảo sát | khao_sat_rong | 230
    lms-vnpt/ba_buoc_da_nang_mo-phong.xlsx | Đà Nẵng | boi_duong | 710
    lms-vnpt/ket_qua_quang_ninh_mo-phong.zip/ket_qua_cbql_mo-phong.csv | | ket_qua_lms | 66
    lms-vnpt/ket_qua_quang_ninh_mo-phong.zip/ket_qua_gvpt_mo-phong.csv | | ket_qua_lms | 943
    lms-vnpt/khao_sat_mo-phong.zip/khao_sat_mo-phong.csv | | khao_sat | 683
    lms-vnpt/moodle_tuyen_quang_mo-phong.zip/course_completion_mo-phong.csv | | ket_qua_lms | 647
    so-gddt-da-nang/danh_gia_tung_tieu_chi_2020_mo-phong.zip/danh_gia_thu_truong_mo-phong.csv | | danh_gia_dai | 1193
    so-gddt-da-nang/danh_gia_tung_tieu_chi_2020_mo-phong.zip/danh_gia_tu_danh_gia_mo-phong.csv | | danh_gia_dai | 2421
    so-gddt-da-nang/danh_sach_truong_mo-phong.csv | | truong | 6
    so-gddt-da-nang/hoc_vien_mo-phong.zip/hoc_vien_2020-2021_mo-phong.csv | | hoc_vien | 157
    so-gddt-da-nang/hoc_vien_mo-phong.zip/hoc_vien_2021-2022_mo-phong.csv | | hoc_vien | 158
    so-gddt-da-nang/nhu_cau_2020_mo-phong.csv | | nhu_cau | 139
    so-gddt-khanh-hoa/CotCan_xac_nhan_mo-phong.xlsx | Xác nhận | xac_nhan_cot_can | 506
    so-gddt-khanh-hoa/DanhGia_tu_danh_gia_va_thu_truong_2020_mo-phong.xlsx | Đánh giá năm 2020 | xep_loai_hai_ben | 170
    so-gddt-khanh-hoa/HocVien_mo-phong.zip/HocVien_mo-phong.csv | | hoc_vien | 360
    so-gddt-khanh-hoa/NhuCau_2020_mo-phong.xlsx | Nhu cầu | nhu_cau | 154
    so-gddt-khanh-hoa/Truong_mo-phong.xlsx | Trường | truong | 7
    so-gddt-lam-dong/Phu_luc_A1_2020_mo-phong.xlsx | Biểu A.1.1 | bieu_a11 | 20
    so-gddt-lam-dong/Phu_luc_A1_2020_mo-phong.xlsx | Biểu A.1.2 | bieu_a12 | 20
    so-gddt-quang-ninh/CSDL_GiaoVien_mo-phong.xlsx | CSDL_GiaoVien 2020-2021 | hoc_vien | 203
    so-gddt-quang-ninh/CSDL_GiaoVien_mo-phong.xlsx | CSDL_GiaoVien 2021-2022 | hoc_vien | 203
    so-gddt-quang-ninh/CSDL_Truong_mo-phong.xlsx | Danh sách trường | truong | 7
    so-gddt-quang-ninh/DanhGia_theo_tieu_chi_2020_mo-phong.xlsx | GVPT | danh_gia | 329
    so-gddt-quang-ninh/DanhGia_theo_tieu_chi_2020_mo-phong.xlsx | CBQL | danh_gia | 22
    so-gddt-quang-ninh/NhuCau_boi_duong_2020_mo-phong.xlsx | Nhu cầu | nhu_cau | 129
    so-gddt-quang-ninh/XacNhan_cot_can_mo-phong.xlsx | Xác nhận của cốt cán | xac_nhan_cot_can | 690
    so-gddt-tuyen-quang/NhuCau_2020_mo-phong.xlsx | Nhu cầu | nhu_cau | 105
    so-gddt-tuyen-quang/Truong_va_hoc_vien_mo-phong.xlsx | Trường | truong | 6
    so-gddt-tuyen-quang/Truong_va_hoc_vien_mo-phong.xlsx | Học viên 2020-2021 | hoc_vien | 128
    so-gddt-tuyen-quang/Truong_va_hoc_vien_mo-phong.xlsx | Học viên 2021-2022 | hoc_vien | 132
    so-gddt-tuyen-quang/XacNhan_cot_can_mo-phong.xlsx | Xác nhận | xac_nhan_cot_can | 423
    so-gddt-tuyen-quang/XepLoai_2020_mo-phong.tsv | | danh_gia | 147
"""
WRONG = {  # what the README says in English → a cell that only the wrong row has
    "A score of 850": 850,
    "Decided on 15/03/2022: later than the data": "2022-03-15",
    "A person nobody listed": "9999000004",
    "Answer 9 on a scale of five": 9,
    "The day 31/02/2021": "31/02/2021",
    "Certificate before the university's pass": "02/11/2020",
    "The module GV12": "GV12",
    "One person at two schools in one school year": "9999000002",
    "The identifier 9,9E+09": "9,9E+09",
    "Criterion 3 is marked 7": 7,
    "The identifier is #N/A": "#N/A",
    "A school nobody listed": 8999999,
    "The mark “Xuất sắc”": "Xuất sắc",
}


@pytest.fixture(scope="module")
def sheets():
    """(file with its sender, sheet) → sheet, of everything that is committed."""
    found = [(path, sheet) for path in _committed() for sheet in read_file(path)]
    return {(f"{path.parent.name}/{sheet.file}", sheet.sheet): sheet for path, sheet in found}


def _committed():
    return sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.name != "README.md")


def _kinds():
    lines = [[cell.strip() for cell in line.split("|")] for line in KINDS.strip().splitlines()]
    return {(file, sheet): (kind, int(rows)) for file, sheet, kind, rows in lines}


def _wrong():
    """(file, sheet, row, what is wrong) of every line of the README's second table."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8").split("## ")[-1]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "`" in line]
    return [(file.strip("`"), sheet.strip("–"), int(row), english) for file, sheet, row, _, english in lines]


def _found(sheets, file, sheet):
    """The sheet the README means; a file in a zip is named as its sheet."""
    return sheets.get((file, sheet)) or sheets[f"{file}/{sheet}", ""]


def test_the_committed_files_are_what_the_generator_draws(tmp_path):
    sample.write(tmp_path)
    drawn = {path.relative_to(tmp_path): path for path in tmp_path.rglob("*") if path.is_file()}

    assert drawn.keys() == {path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.is_file()}
    for name, path in drawn.items():
        held = FOLDER / name
        if path.suffix in (".md", ".csv", ".tsv"):
            assert path.read_bytes() == held.read_bytes()
        else:  # another release of zlib packs the same cells into other bytes
            assert read_file(path) == read_file(held)


def test_no_file_says_when_it_was_really_made():
    for file in sample.files():
        if file.content.startswith(b"PK"):
            archive = ZipFile(BytesIO(file.content))
            assert {info.date_time for info in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0), (2022, 1, 10, 8, 0, 0)}
            if "docProps/core.xml" in archive.namelist():
                days = re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))
                assert days
                assert set(days) == {b"2022-01-10T"}


def test_the_folder_is_small():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < MOST_BYTES


def test_every_file_says_that_it_is_made_up(sheets):
    for (file, sheet), found in sheets.items():
        assert "mo-phong" in Path(file).name, file
        kind, _ = _kinds().get((file, sheet), (None, 0))
        above = {cell for row in found.rows[:4] for cell in row}
        if kind and "moodle" not in file:
            assert any("DỮ LIỆU MÔ PHỎNG" in str(cell) for cell in above), file
    for path in FOLDER.rglob("*.xlsx"):
        assert "DỮ LIỆU MÔ PHỎNG" in ZipFile(path).read("docProps/core.xml").decode(), path.name


def test_names_addresses_and_identifiers_are_obviously_made_up(sheets):
    cells = [str(cell) for sheet in sheets.values() for row in sheet.rows for cell in row if cell is not None]
    names = [name for sheet in sheets.values() for name in _names(sheet)]
    identifiers = {cell for cell in cells if re.fullmatch(r"\d{9,12}", cell)}

    assert len(names) > 5000
    assert all(re.fullmatch(r"Người Mô Phỏng (\d{5}|\(không rõ\))", name) for name in names)
    assert all(cell.endswith("@vidu.example") for cell in cells if "@" in cell)
    assert identifiers
    assert all(re.match(r"99|0099", identifier) for identifier in identifiers)


def _names(sheet):
    """What stands below a header for people's names, the header itself repeated and totals left out."""
    headers = {"Họ tên", "Họ và tên", "Full name"}
    places = {place for row in sheet.rows[:6] for place, cell in enumerate(row) if cell in headers}
    titles = {row[0] for row in sheet.rows[:3]}
    below = [row[place] for place in places for row in sheet.rows]
    return [cell for cell in below if cell and cell not in headers | titles]


@pytest.mark.parametrize("place", _kinds(), ids="|".join)
def test_every_sheet_is_recognised_as_what_it_is_meant_to_be(sheets, place):
    sheet = sheets[place]
    found = recognise(sheet)
    records = [row for row in sheet.rows[found.first_data :] if noise_of(row, found) is None]

    assert (found.file, len(records)) == _kinds()[place]
    assert not found.ambiguous
    assert not found.doubled


def test_whatever_else_lies_in_the_workbooks_is_a_lookup_sheet_and_no_table_of_ours(sheets):
    others = {place: sheet for place, sheet in sheets.items() if place not in _kinds()}

    assert {sheet for _, sheet in others} == {"DM_TrangThai", "DM_Tinh", "DM_CapHoc"}
    assert all(recognise(sheet) is None for sheet in others.values())


def test_the_readme_itself_is_no_table_of_ours():
    content = (FOLDER / "README.md").read_bytes()

    assert all(recognise(sheet) is None for sheet in read_content(content, name="README.md"))


def test_the_readme_names_every_file():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert all(f"`{path.relative_to(FOLDER)}`" in text for path in _committed())


def test_the_rows_that_are_wrong_on_purpose_are_where_the_readme_says(sheets):
    wrong = _wrong()

    assert {english for *_, english in wrong} == WRONG.keys()
    for file, name, row, english in wrong:
        sheet = _found(sheets, file, name)
        cells = sheet.rows[row - sheet.first_row]
        assert str(WRONG[english]) in {str(cell) for cell in cells}, english


def test_the_certificate_is_really_earlier_and_the_two_schools_are_really_two(sheets):
    chain = sheets["lms-vnpt/ba_buoc_da_nang_mo-phong.xlsx", "Đà Nẵng"]
    early = next(row for row in chain.rows if row[-1] == "02/11/2020")
    people = sheets["so-gddt-da-nang/hoc_vien_mo-phong.zip/hoc_vien_2021-2022_mo-phong.csv", ""]
    twice = [row for row in people.rows if row[0] == "9999000002"]

    assert early[-3].split("/")[::-1] > ["2020", "11", "02"]  # the day of the university's pass
    assert len(twice) == 2
    assert twice[0][2] != twice[1][2]


def test_zeros_that_the_spreadsheet_took_come_back_as_the_platform_has_them(sheets):
    people = sheets["so-gddt-tuyen-quang/Truong_va_hoc_vien_mo-phong.xlsx", "Học viên 2020-2021"].rows[4:]
    moodle = sheets["lms-vnpt/moodle_tuyen_quang_mo-phong.zip/course_completion_mo-phong.csv", ""].rows[1:]
    columns = {column.name: column for file in FILES if file.name == "hoc_vien" for column in file.columns}
    restored = {value(row[1], columns["identifier"]).value for row in people}

    assert all(isinstance(row[1], int) and isinstance(row[3], int) for row in people)
    assert all(row[1].startswith("00") for row in moodle)
    assert len({row[1] for row in moodle} & restored) > 100
    assert {value(row[3], columns["school_code"]).value[:2] for row in people} == {"08"}


def test_only_the_rows_that_are_wrong_on_purpose_name_people_and_schools_nobody_listed(sheets):
    people = _codes(sheets, "Mã định danh", kinds={"hoc_vien"})
    schools = _codes(sheets, "Mã trường", kinds={"truong"})
    others = {kind for kind, _ in _kinds().values()} - {"hoc_vien", "truong"}

    assert _codes(sheets, "Mã định danh", kinds=others) - people == {"9999000004"}
    assert _codes(sheets, "Mã cốt cán", kinds=others) <= people
    assert _codes(sheets, "Mã trường", kinds={"hoc_vien", *others}) - schools == {"08999999"}


def _codes(sheets, header, *, kinds):
    """The codes in the column ``header`` of every sheet of these kinds, as they are read."""
    found = set()
    for place, (kind, _) in _kinds().items():
        known = recognise(sheets[place]) if kind in kinds else None
        at = next((at for at, name in known.columns.items() if name == header), None) if known else None
        column = next((column for file in FILES for column in file.columns if column.header == header), None)
        rows = sheets[place].rows[known.first_data :] if at is not None else []
        found |= {value(row[at], column).value for row in rows if noise_of(row, known) is None}
    return found - {None}


def test_leavers_stand_in_the_lists_as_the_database_keeps_them(sheets):
    file = "so-gddt-quang-ninh/CSDL_GiaoVien_mo-phong.xlsx"
    for sheet in ("CSDL_GiaoVien 2020-2021", "CSDL_GiaoVien 2021-2022"):
        states = [row[6] for row in sheets[file, sheet].rows if isinstance(row[0], int)]

        assert [states.count(state) for state in ("Đang làm việc", "Nghỉ hưu", "Chuyển đi")] == [201, 1, 1]


def test_the_letters_come_in_the_encodings_they_are_said_to():
    old = (FOLDER / "so-gddt-da-nang/nhu_cau_2020_mo-phong.csv").read_bytes()
    wide = (FOLDER / "so-gddt-tuyen-quang/XepLoai_2020_mo-phong.tsv").read_bytes()
    apart = ZipFile(FOLDER / "so-gddt-khanh-hoa/HocVien_mo-phong.zip").read("HocVien_mo-phong.csv").decode()

    with pytest.raises(UnicodeDecodeError):
        old.decode("utf-8")
    assert "Nhu cầu mô đun" in unicodedata.normalize("NFC", old.decode("cp1258"))
    assert wide.startswith(b"\xff\xfe")
    assert "Xuất sắc" in wide.decode("utf-16")
    assert unicodedata.is_normalized("NFD", apart)
    assert not unicodedata.is_normalized("NFC", apart)


def test_the_printed_annex_adds_up(sheets):
    file = "so-gddt-lam-dong/Phu_luc_A1_2020_mo-phong.xlsx"
    first = [row[:4] for row in sheets[file, "Biểu A.1.1"].rows[-20:]]
    second = sheets[file, "Biểu A.1.2"].rows[-20:]

    assert [row[0] for row in first[::5]] == ["Tổng số", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông"]
    for group in range(5):
        for column in (1, 2):
            assert first[group][column] == sum(first[group + block][column] for block in (5, 10, 15))
    for (_, base, done, share), marks in zip(first, second, strict=True):
        assert sum(marks[1:9:2]) == done <= base
        assert base == 0 or abs(share - 100 * done / base) <= 0.05
