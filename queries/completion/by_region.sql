-- How far has each region come with one cohort's training?
--
-- One row per region, always every one of them; counts are enrolments in the provinces in scope,
-- null where no province of the region has any.
--
-- $cohort_code  cohort
-- $module_code  module, or all
-- $level        school level, or all
-- $people       group of learners; total: everybody

with

counted as (
    select
        province.region_code,
        count(distinct training.province_code) as provinces_with_data,
        sum(training.enrolments)::bigint as enrolments,
        sum(training.lms_passed)::bigint as lms_passed,
        sum(training.certified)::bigint as certified
    from training
    inner join province on training.province_code = province.province_code
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    where
        training.cohort_code = $cohort_code
        and training.people = $people
        and ($module_code = 'all' or training.module_code = $module_code)
        and ($level = 'all' or training.level = $level)
    group by province.region_code
)

select
    region.region_code,
    region.name_vi,
    region.name_en,
    coalesce(counted.provinces_with_data, 0) as provinces_with_data,
    counted.enrolments,
    counted.lms_passed,
    counted.certified,
    share(counted.lms_passed, counted.enrolments) as lms_share,
    share(counted.certified, counted.enrolments) as certified_share
from region
left join counted on region.region_code = counted.region_code
order by region.region_code
