with assessed as (
    select school_code, level, count(*) as accounts,
        count(*) filter (where self_on is not null and (not is_head_due or head_on is not null)) as completed
    from read_parquet($learner_year) y join read_parquet($learner) l using (learner_key)
    left join (from read_parquet($rating) where report_year = 2021) r using (learner_key)
    semi join (from school where district_code = '275') using (school_code)
    where school_year = 2021 and audience = 'teacher' and account_on <= (select as_of from snapshot_info) group by all),
trained as (
    select school_code, level, count(*) as enrolments, count(*) filter (where lms_outcome = 'passed') as lms_passed,
        count(certificate_on) as certified
    from read_parquet($enrolment) semi join (from school where district_code = '275') using (school_code)
    where cohort_code = 'teacher-mass-2020' group by all)
from assessed full join trained using (school_code, level)
