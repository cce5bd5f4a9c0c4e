-- Where on the way to the certificate does each enrolment of one cohort stand now?
--
-- One row per stage, in the order of the way; counts are enrolments (learner × module), null when there are
-- none in scope. Every enrolment is at one stage, so that the stages add up to all. Core learners need no
-- supporter: those stages are null for them, and what has passed on the LMS goes to the university.
--
-- $cohort_code    cohort
-- $module_code    module, or all
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
            and training.people = 'total'
            and ($module_code = 'all' or training.module_code = $module_code)
            and ($province_code is null or training.province_code = $province_code)
    where cohort.cohort_code = $cohort_code
    group by cohort.role
)

select
    place.stage,
    place.stage_no::bigint as stage_no,
    place.enrolments::bigint as enrolments,
    share(place.enrolments, counted.enrolled) as share
from counted
cross join
    lateral (
        values
        (1, 'not_started', enrolled - started),
        (2, 'at_lms', started - lms - lms_refused),
        (3, 'lms_refused', lms_refused),
        (4, 'to_supporter', lms - supporter - supporter_waiting - supporter_refused),
        (5, 'at_supporter', supporter_waiting),
        (6, 'supporter_refused', supporter_refused),
        (7, 'to_university', coalesce(supporter, lms) - university - university_waiting - university_refused),
        (8, 'at_university', university_waiting),
        (9, 'university_refused', university_refused),
        (10, 'to_certificate', university - certified),
        (11, 'done', certified)
    ) as place (stage_no, stage, enrolments)
order by place.stage_no
