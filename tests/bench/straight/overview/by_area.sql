select region_code as area_code, count(distinct province_code) as provinces_known,
    count(*) filter (where lms_outcome = 'passed') as part, count(*) as whole
from read_parquet($enrolment) join province using (province_code)
where cohort_code = 'teacher-mass-2020' group by region_code
