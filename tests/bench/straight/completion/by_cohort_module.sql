select cohort_code, module_code, count(*) as enrolments, count(lms_sent_on) as started,
    count(*) filter (where lms_outcome = 'passed') as lms_passed,
    count(*) filter (where supporter_outcome = 'passed') as supporter_passed,
    count(*) filter (where university_outcome = 'passed') as university_passed, count(certificate_on) as certified
from read_parquet($enrolment) where starts_with(cohort_code, 'teacher') group by all
