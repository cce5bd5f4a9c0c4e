-- Of the passes on the LMS in each university's territory, how many have led to a certificate?
--
-- One row per university that trains the cohort's people, always every one of them. Counts are enrolments
-- (learner × module), null where there are none. Waiting and refused are the university's own step.
--
-- $cohort_code  cohort
-- $module_code  module, or all

with

asked as (
    select audience
    from cohort
    where cohort_code = $cohort_code
),

counted as (
    select
        province_code,
        sum(lms_passed) as lms_passed,
        sum(university_waiting) as waiting,
        sum(university_refused) as refused,
        sum(university_passed) as university_passed,
        sum(certified) as certified
    from training
    where
        cohort_code = $cohort_code
        and people = 'total'
        and ($module_code = 'all' or module_code = $module_code)
    group by province_code
)

select
    university.university_code,
    university.name_vi,
    university.name_en,
    sum(counted.lms_passed)::bigint as lms_passed,
    sum(counted.waiting)::bigint as waiting,
    sum(counted.refused)::bigint as refused,
    sum(counted.university_passed)::bigint as university_passed,
    sum(counted.certified)::bigint as certified,
    share(sum(counted.certified), sum(counted.lms_passed)) as certified_share
from territory((select audience from asked)) as territory
inner join university on territory.university_code = university.university_code
left join counted on territory.province_code = counted.province_code
group by all
order by university.university_code
