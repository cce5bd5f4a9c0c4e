-- One row per school, placed by the names of its province and district.

select
    raw.row_no,
    code_province.code as province_code,
    raw.school_code,
    raw.name_vi,
    coalesce(code_district.code, '') as district_code,
    coalesce(raw.cluster_code, '') as cluster_code,
    primary_school.code = 'yes' as is_primary,
    lower_secondary_school.code = 'yes' as is_lower_secondary,
    upper_secondary_school.code = 'yes' as is_upper_secondary,
    disadvantaged.code = 'yes' as is_disadvantaged
from raw_truong as raw
left join code_province on raw.province = code_province.text
left join code_district
    on code_province.code = code_district.province_code and raw.district = code_district.text
left join code_yes_no as primary_school on raw.primary_school = primary_school.text
left join code_yes_no as lower_secondary_school on raw.lower_secondary_school = lower_secondary_school.text
left join code_yes_no as upper_secondary_school on raw.upper_secondary_school = upper_secondary_school.text
left join code_yes_no as disadvantaged on raw.disadvantaged = disadvantaged.text
