-- Where in the chain from enrolment to certificate do learners stand?
--
-- One row per step, in order; counts are enrolments, null when there are none in scope.
-- Reached = came through the step; not sent = came through the one before, and not handed on.
-- Core learners need no supporter: that step is null, and the university's follows the LMS.
-- Nobody refuses a certificate: it can only be waited for.
--
-- $cohort_code    cohort
-- $module_code    module, or all
-- $level          school level, or all
-- $people         group of learners; total: everybody
-- $province_code  one province, or null for all in scope

with

counted as (
    select
        sum(enrolments)::bigint as enrolled,
        sum(started)::bigint as started,
        sum(lms_passed)::bigint as lms,
        sum(lms_refused)::bigint as lms_refused,
        case when cohort.role <> 'core' then sum(supporter_passed)::bigint end as supporter,
        case when cohort.role <> 'core' then sum(supporter_waiting)::bigint end as supporter_waiting,
        case when cohort.role <> 'core' then sum(supporter_refused)::bigint end as supporter_refused,
        sum(university_passed)::bigint as university,
        sum(university_waiting)::bigint as university_waiting,
        sum(university_refused)::bigint as university_refused,
        sum(certified)::bigint as certified
    from cohort
    left join training
        on
            cohort.cohort_code = training.cohort_code
            and training.people = $people
            and ($module_code = 'all' or training.module_code = $module_code)
            and ($level = 'all' or training.level = $level)
            and ($province_code is null or training.province_code = $province_code)
    where cohort.cohort_code = $cohort_code
    group by cohort.role
)

select
    stage.step,
    stage.step_no::bigint as step_no,
    stage.reached,
    stage.waiting::bigint as waiting,
    stage.refused,
    (stage.before - stage.reached - stage.waiting - stage.refused)::bigint as not_sent,
    share(stage.reached, stage.before) as share_of_previous
from counted
cross join
    lateral (
        values
        (1, 'enrolled', null, enrolled, null, null),
        (2, 'lms', enrolled, lms, started - lms - lms_refused, lms_refused),
        (3, 'supporter', lms, supporter, supporter_waiting, supporter_refused),
        (4, 'university', coalesce(supporter, lms), university, university_waiting, university_refused),
        (5, 'certificate', university, certified, university - certified, null)
    ) as stage (step_no, step, before, reached, waiting, refused)
order by stage.step_no
