"""Training: the passes of one person and module become one row, with cohort and school where only one can be."""

from duckdb import DuckDBPyConnection

from data.intake.completing.known import make, text


def merge(connection: DuckDBPyConnection) -> dict[str, int]:
    """From ``named`` make ``kept`` and ``refused``; how many cells were filled by header, and rows merged away."""
    for step in ("cohort_of", "placed", "merged", "unchanged"):
        make(connection, step)
    whole = connection.sql("select * from unchanged union all by name select * from merged where reason is null")
    whole.create_view("kept", replace=True)
    connection.sql(text("refused")).create_view("refused", replace=True)
    counts = connection.sql(
        "select sum(rows - 1), count_if(has_no_cohort), count_if(has_new_school), count_if(has_new_level),"
        " count_if(has_new_subject) from merged where reason is null"
    ).fetchall()[0]
    headers = ("@rows", "Đợt", "Mã trường", "Cấp học", "Môn dạy")
    return {header: int(count or 0) for header, count in zip(headers, counts, strict=True)}
