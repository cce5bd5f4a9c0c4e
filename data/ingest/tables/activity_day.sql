-- One row per province, day and role.

select
    code_province.code as province_code,
    raw.day_on,
    code_role.code as role,
    raw.active_learners
from raw_hoat_dong as raw
left join code_province on code_province.text = raw.province
left join code_role on code_role.text = raw.role
