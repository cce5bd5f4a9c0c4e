-- One row per data set that a unit owes.

select
    raw.row_no,
    code_province.code as province_code,
    raw.dataset,
    raw.report_year,
    raw.due_on,
    raw.received_on,
    raw.published_on
from raw_bao_cao as raw
left join code_province on raw.province = code_province.text
