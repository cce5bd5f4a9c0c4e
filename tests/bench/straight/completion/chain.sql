with counted as (
    select count(*) as e, count(*) filter (where lms_outcome = 'passed') as l,
        count(*) filter (where supporter_outcome = 'passed') as p,
        count(*) filter (where university_outcome = 'passed') as u, count(certificate_on) as c
    from read_parquet($enrolment) where cohort_code = 'teacher-mass-2020')
select step, reached from counted, lateral (values
    ('enrolled', e), ('lms', l), ('supporter', p), ('university', u), ('certificate', c)) as step (step, reached)
