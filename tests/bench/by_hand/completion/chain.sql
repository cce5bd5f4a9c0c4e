with counted as (
    select sum(enrolments)::bigint as e, sum(started)::bigint as s, sum(lms_passed)::bigint as l,
        sum(lms_refused)::bigint as lr, sum(supporter_passed)::bigint as p, sum(supporter_waiting)::bigint as pw,
        sum(supporter_refused)::bigint as pr, sum(university_passed)::bigint as u,
        sum(university_waiting)::bigint as uw, sum(university_refused)::bigint as ur, sum(certified)::bigint as c
    from training where cohort_code = 'teacher-mass-2020' and people = 'total')
select s.step, s.no::bigint as step_no, s.reached, s.waiting, s.refused,
    s.before - s.reached - s.waiting - s.refused as not_sent, s.reached / nullif(s.before, 0) as share_of_previous
from (select unnest([
    {no: 1, step: 'enrolled', before: null::bigint, reached: e, waiting: null::bigint, refused: null::bigint},
    {no: 2, step: 'lms', before: e, reached: l, waiting: s - l - lr, refused: lr},
    {no: 3, step: 'supporter', before: l, reached: p, waiting: pw, refused: pr},
    {no: 4, step: 'university', before: p, reached: u, waiting: uw, refused: ur},
    {no: 5, step: 'certificate', before: u, reached: c, waiting: u - c, refused: null}]) as s from counted)
order by step_no
