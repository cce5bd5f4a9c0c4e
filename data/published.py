"""The published figures: what two provinces printed for 2020, as a raw export of aggregates."""

import json
from pathlib import Path

import polars as pl

from data.settings import REFERENCE

SNAPSHOT_ID = "da-cong-bo-2020"
AS_OF = "2021-03-31"  # the day to which the 2020 figures count
_REPORT_YEAR = 2020

_SOURCES = (
    {
        "name": "Báo cáo TEMIS năm 2020, Sở GD&ĐT Quảng Ninh",
        "publisher": "Sở GD&ĐT Quảng Ninh, quangninh.gov.vn",
        "dated": "2021-03-31",
        "note": "Biểu A.1.1 đầy đủ; biểu A.1.2 chỉ đọc được toàn tỉnh và phần đầu cấp tiểu học",
    },
    {
        "name": "Tin về kết quả hoàn thành đánh giá chuẩn nghề nghiệp năm 2020, Sở GD&ĐT Bình Phước",
        "publisher": "Sở GD&ĐT Bình Phước, binhphuoc.edu.vn",
        "dated": "",
        "note": "Số liệu tính đến 24 giờ ngày 31/3/2021, theo cấp học; không có xếp loại; số hiệu biểu do ta suy ra",
    },
)
_TITLE = "Số liệu đã công bố của Quảng Ninh và Bình Phước, năm 2020"
_NOTE = "Chỉ có những con số mà nguồn đã in; ô bị cắt để trống, không suy ra từ tổng."
_ENGLISH = {
    _TITLE: "Published figures of Quang Ninh and Binh Phuoc, 2020",
    _NOTE: "Only figures that the source printed; a cut cell is left empty, not derived from totals.",
    _SOURCES[0]["name"]: "TEMIS report 2020, DOET of Quang Ninh",
    _SOURCES[0]["publisher"]: "DOET of Quang Ninh, quangninh.gov.vn",
    _SOURCES[0]["note"]: "Table A.1.1 whole; of table A.1.2 only the province and the start of primary could be read",
    _SOURCES[1]["name"]: "News on completed assessment against the standards in 2020, DOET of Binh Phuoc",
    _SOURCES[1]["publisher"]: "DOET of Binh Phuoc, binhphuoc.edu.vn",
    _SOURCES[1]["note"]: "Counts up to midnight of 31/3/2021, by level; no ratings; the table number is our inference",
}
_FILES = {
    "Quảng Ninh": ("temis_quang_ninh_2020", "Sở GD&ĐT Quảng Ninh, báo cáo TEMIS 2020, đăng 31/03/2021"),
    "Bình Phước": ("temis_binh_phuoc_2020", "Sở GD&ĐT Bình Phước, tin năm 2020; số hiệu biểu do ta suy ra"),
}


def export(folder: Path) -> None:
    """Write the published figures into a folder, in the form of any other raw export."""
    cells = pl.concat(_cells(province, *source) for province, source in _FILES.items())
    cells.write_parquet(folder / "so_lieu_cong_bo.parquet")
    header = {
        "as_of": AS_OF,
        "vintage": 63,
        "kind": "public",
        "series": "da-cong-bo",
        "title": _TITLE,
        "sources": list(_SOURCES),
        "note": _NOTE,
        "english": _ENGLISH,
    }
    (folder / "export.json").write_text(json.dumps(header, ensure_ascii=False, indent=1), encoding="utf-8")


def _cells(province: str, name: str, source: str) -> pl.DataFrame:
    """One printed file in the export's columns; tables numbered A.1 count teachers, A.2 managers."""
    printed = pl.read_csv(REFERENCE / f"{name}.csv", infer_schema=False)
    of_teachers = pl.col("table").str.starts_with("A.1.")
    return printed.select(
        pl.lit(province).alias("Tỉnh/Thành phố"),
        pl.lit(_REPORT_YEAR, pl.Int64).alias("Năm báo cáo"),
        pl.when(of_teachers).then(pl.lit("GVPT")).otherwise(pl.lit("CBQL")).alias("Đối tượng"),
        pl.col("table").alias("Biểu"),
        pl.col("level").alias("Cấp học"),
        pl.col("group").alias("Nhóm"),
        pl.col("measure").alias("Chỉ tiêu"),
        pl.col("value").cast(pl.Float64).alias("Giá trị"),
        pl.col("as_printed").alias("Nguyên văn"),
        pl.col("status").alias("Tình trạng"),
        pl.lit(source).alias("Nguồn"),
    )
