select province_code, name_vi, name_en, region_code, university_code, university_basis, platform,
    case when platform is not null then 'value' when lms_use.province_code is null then 'no_data'
        else 'not_applicable' end as platform_state
from province left join lms_use using (province_code) order by province_code
