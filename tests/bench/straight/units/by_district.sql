with assessed as (
    select district_code, count(*) as accounts,
        count(*) filter (where self_on is not null and (not is_head_due or head_on is not null)) as completed
    from read_parquet($learner_year) y join read_parquet($learner) l using (learner_key)
    left join (from read_parquet($rating) where report_year = 2021) r using (learner_key)
    join school using (school_code)
    where school_year = 2021 and audience = 'teacher' and account_on <= (select as_of from snapshot_info) group by 1),
trained as (
    select district_code, count(*) as enrolments, count(*) filter (where lms_outcome = 'passed') as lms_passed,
        count(certificate_on) as certified
    from read_parquet($enrolment) join school using (school_code) where cohort_code = 'teacher-mass-2020' group by 1)
from assessed full join trained using (district_code)
