with counted as (
    select cohort_code, module_code, sum(enrolments)::bigint as enrolments, sum(started)::bigint as started,
        sum(lms_passed)::bigint as lms_passed, sum(supporter_passed)::bigint as supporter_passed,
        sum(university_passed)::bigint as university_passed, sum(certified)::bigint as certified
    from training where people = 'total' group by all)
select cohort_code, role, intake::bigint as intake, module_code, number::bigint as number, enrolments, started,
    lms_passed, supporter_passed, university_passed, certified,
    lms_passed / nullif(enrolments, 0) as lms_share, certified / nullif(enrolments, 0) as certified_share
from cohort join cohort_module using (cohort_code) join module using (module_code)
left join counted using (cohort_code, module_code)
where cohort.audience = 'teacher' order by intake, role, cohort_code, number
