with finished as (
    select cohort_code, learner_key, count(*) filter (where lms_outcome = 'passed') as passed,
        count(certificate_on) as certified
    from read_parquet($enrolment) join cohort_module using (cohort_code, module_code)
    where starts_with(cohort_code, 'teacher') group by all)
select cohort_code, count(*) as learners, count(*) filter (where passed >= modules_required) as finished_all,
    count(*) filter (where certified >= modules_required) as certified_all
from finished join cohort using (cohort_code) group by cohort_code
