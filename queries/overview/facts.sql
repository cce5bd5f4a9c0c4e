-- What is known of each province besides its counts?
--
-- One row per province of the division shown, always every one: region and university (groupings of the 63
-- alone, empty for the 34), how sure the university is, and the LMS. platform is null where there is none or
-- none known. platform_state tells the two apart: not_applicable where none of its former provinces has one,
-- no_data where that is not known of all of them, merged where the data cannot tell the province.

with

told as (
    select
        province_code,
        units_known
    from headline
    where measure = 'lms_use'
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    province.university_code,
    province.university_basis,
    lms_use.platform,
    case
        when lms_use.platform is not null then 'value'
        when unit_count.units is null then 'merged'
        when lms_use.province_code is null or told.units_known < unit_count.units then 'no_data'
        else 'not_applicable'
    end as platform_state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join unit_count on province.province_code = unit_count.province_code
left join lms_use on province.province_code = lms_use.province_code
left join told on province.province_code = told.province_code
order by province.province_code
