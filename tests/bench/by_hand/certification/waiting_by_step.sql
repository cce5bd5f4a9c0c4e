with a as (select step, is_decided, days, sum(passes) as n from waiting
    where cohort_code = 'teacher-mass-2020' group by all),
b as (select *, sum(n) over (partition by step, is_decided order by days)
    / sum(n) over (partition by step, is_decided) as w from a)
select step, case step when 'supporter' then 1 when 'university' then 2 else 3 end::bigint as step_no,
    coalesce(sum(n) filter (is_decided), 0)::bigint as decided,
    min(days) filter (is_decided and w >= 0.5)::bigint as median_days,
    min(days) filter (is_decided and w >= 0.9)::bigint as p90_days,
    coalesce(sum(n) filter (not is_decided), 0)::bigint as waiting,
    min(days) filter (not is_decided and w >= 0.5)::bigint as waiting_median_days
from b group by step order by step_no
