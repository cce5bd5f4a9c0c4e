-- One row per province that said whether it uses an LMS.

select
    raw.row_no,
    code_province.code as province_code,
    raw.platform,
    raw.since_on
from raw_lms as raw
left join code_province on raw.province = code_province.text
