-- How far has each cohort come with each of its modules?
--
-- One row per required module of every cohort of the audience, always every one of them; counts
-- are enrolments (learner × module), null where nobody enrolled. Passed on the LMS is not yet
-- certified: both shares are there, and neither stands for the other.
--
-- $audience       teacher or manager
-- $level          school level, or all
-- $people         group of learners; total: everybody
-- $province_code  one province, or null for all in scope

with

counted as (
    select
        cohort_code,
        module_code,
        sum(enrolments)::bigint as enrolments,
        sum(started)::bigint as started,
        sum(lms_passed)::bigint as lms_passed,
        sum(supporter_passed)::bigint as supporter_passed,
        sum(university_passed)::bigint as university_passed,
        sum(certified)::bigint as certified
    from training
    where
        people = $people
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by cohort_code, module_code
)

select
    cohort.cohort_code,
    cohort.role,
    cohort.intake::bigint as intake,
    module.module_code,
    module.number::bigint as number,
    counted.enrolments,
    counted.started,
    counted.lms_passed,
    counted.supporter_passed,
    counted.university_passed,
    counted.certified,
    share(counted.lms_passed, counted.enrolments) as lms_share,
    share(counted.certified, counted.enrolments) as certified_share
from cohort
inner join cohort_module on cohort.cohort_code = cohort_module.cohort_code
inner join module on cohort_module.module_code = module.module_code
left join counted
    on cohort_module.cohort_code = counted.cohort_code and cohort_module.module_code = counted.module_code
where cohort.audience = $audience
order by cohort.intake, cohort.role, cohort.cohort_code, module.number
