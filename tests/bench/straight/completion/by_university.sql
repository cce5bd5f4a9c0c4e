select university_code, count(*) as enrolments, count(*) filter (where lms_outcome = 'passed') as lms_passed,
    count(certificate_on) as certified
from read_parquet($enrolment) join province using (province_code)
where cohort_code = 'teacher-mass-2020' group by university_code
