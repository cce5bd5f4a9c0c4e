-- One row per school, placed by the names of its province and district.

select
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
left join code_province on code_province.text = raw.province
left join code_district
    on code_district.province_code = code_province.code and code_district.text = raw.district
left join code_yes_no as primary_school on primary_school.text = raw.primary_school
left join code_yes_no as lower_secondary_school on lower_secondary_school.text = raw.lower_secondary_school
left join code_yes_no as upper_secondary_school on upper_secondary_school.text = raw.upper_secondary_school
left join code_yes_no as disadvantaged on disadvantaged.text = raw.disadvantaged
