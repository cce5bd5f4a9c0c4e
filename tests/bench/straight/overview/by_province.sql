select province_code, count(*) filter (where lms_outcome = 'passed') as part, count(*) as whole
from read_parquet($enrolment) where cohort_code = 'teacher-mass-2020' group by province_code
