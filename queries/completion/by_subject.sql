-- How far has each subject come with one cohort's training?
--
-- One row per subject that has enrolments, most enrolments first. Managers have no subject: ''.
--
-- $cohort_code    cohort
-- $module_code    module, or all
-- $level          school level, or all
-- $province_code  one province, or null for all in scope

with

counted as (
    select
        subject,
        sum(enrolments)::bigint as enrolments,
        sum(lms_passed)::bigint as lms_passed,
        sum(certified)::bigint as certified
    from training
    where
        cohort_code = $cohort_code
        and people = 'total'
        and ($module_code = 'all' or module_code = $module_code)
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by subject
)

select
    subject,
    enrolments,
    lms_passed,
    certified,
    share(lms_passed, enrolments) as lms_share
from counted
order by enrolments desc, subject asc
