-- One row per province, day and role.

select
    raw.row_no,
    code_province.code as province_code,
    raw.day_on,
    code_role.code as role,
    raw.active_learners
from raw_hoat_dong as raw
left join code_province on raw.province = code_province.text
left join code_role on raw.role = code_role.text
