-- How far has the training come that each university answers for?
--
-- One row per university that has provinces. Teachers' training belongs to the university of
-- their province; which one that is, is for most provinces an assumption, so the assumed ones
-- are counted. Managers are trained by the Academy everywhere: for their cohorts it alone stands.
--
-- $cohort_code  cohort
-- $module_code  module, or all
-- $level        school level, or all
-- $people       group of learners; total: everybody

with

audience as (
    select audience
    from cohort
    where cohort_code = $cohort_code
),

trained as (
    select
        province.province_code,
        province.university_code,
        province.university_basis = 'assumed' as is_assumed
    from province
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    where 'teacher' in (select audience from audience)
    union all
    select
        province.province_code,
        university.university_code,
        false as is_assumed
    from province
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    inner join university on university.kind = 'academy'
    where 'manager' in (select audience from audience)
),

counted as (
    select
        province_code,
        sum(enrolments) as enrolments,
        sum(lms_passed) as lms_passed,
        sum(certified) as certified
    from training
    where
        cohort_code = $cohort_code
        and people = $people
        and ($module_code = 'all' or module_code = $module_code)
        and ($level = 'all' or level = $level)
    group by province_code
)

select
    university.university_code,
    university.name_vi,
    university.name_en,
    count(*) as provinces,
    count(*) filter (where trained.is_assumed) as provinces_assumed,
    sum(counted.enrolments)::bigint as enrolments,
    sum(counted.lms_passed)::bigint as lms_passed,
    sum(counted.certified)::bigint as certified,
    share(sum(counted.lms_passed), sum(counted.enrolments)) as lms_share,
    share(sum(counted.certified), sum(counted.enrolments)) as certified_share
from trained
inner join university on trained.university_code = university.university_code
left join counted on trained.province_code = counted.province_code
group by all
order by university.university_code
