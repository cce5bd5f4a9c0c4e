-- One row per cell of a published table, unread cells too.

select
    raw.row_no,
    code_province.code as province_code,
    raw.report_year,
    code_audience.code as audience,
    raw.table_no,
    raw.level,
    raw.people,
    raw.measure,
    raw.value,
    coalesce(raw.as_printed, '') as as_printed,
    raw.status,
    raw.source
from raw_so_lieu_cong_bo as raw
left join code_province on raw.province = code_province.text
left join code_audience on raw.audience = code_audience.text
