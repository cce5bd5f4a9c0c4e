with c as (
    select sum(enrolments) as e, sum(started) as s, sum(lms_passed) as l, sum(lms_refused) as lr,
        sum(supporter_passed) as p, sum(supporter_waiting) as pw, sum(supporter_refused) as pr,
        sum(university_passed) as u, sum(university_waiting) as uw, sum(university_refused) as ur, sum(certified) as c
    from training where cohort_code = 'teacher-mass-2020' and people = 'total')
select stage, stage_no::bigint as stage_no, n::bigint as enrolments, n / nullif(e, 0) as share
from c, lateral (values (1, 'not_started', e - s), (2, 'at_lms', s - l - lr), (3, 'lms_refused', lr),
    (4, 'to_supporter', l - p - pw - pr), (5, 'at_supporter', pw), (6, 'supporter_refused', pr),
    (7, 'to_university', p - u - uw - ur), (8, 'at_university', uw), (9, 'university_refused', ur),
    (10, 'to_certificate', u - c), (11, 'done', c)) as v (stage_no, stage, n)
order by stage_no
