with c as (select stage, sum(learners)::bigint as n, sum(learners) filter (days >= 30)::bigint as s from standstill
    where cohort_code = 'teacher-mass-2020' and module_code = 'all' group by 1)
select v.stage, no::bigint as stage_no, coalesce(n, 0) as learners,
    case when v.stage <> 'done' then coalesce(s, 0) end as stalled, case when v.stage <> 'done' then s / n end
    as stalled_share
from (select unnest(['not_started', 'at_lms', 'lms_refused', 'to_supporter', 'at_supporter', 'supporter_refused',
    'to_university', 'at_university', 'university_refused', 'to_certificate', 'done']) as stage,
    unnest(range(1, 12)) as no) as v left join c using (stage) order by no
