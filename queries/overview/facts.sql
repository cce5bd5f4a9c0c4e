-- What is known of each province besides its counts?
--
-- One row per province of the division shown, always every one: region and university (groupings of the 63
-- alone, empty for the 34), how sure the university is, and the LMS; null where there is none or none known.

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    province.university_code,
    province.university_basis,
    lms_use.platform
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join lms_use on province.province_code = lms_use.province_code
order by province.province_code
