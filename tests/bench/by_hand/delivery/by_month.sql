with a as (
    select date_trunc('month', day_on) as m, sum(active_learners)::bigint as n from activity_day
    where role = 'mass' and day_on between '2021-09-01' and '2022-08-31' group by 1)
select d::date as month_on, nullif(greatest(0, least(last_day(d), as_of) - d::date + 1), 0) as calendar_days,
    n as learner_days, n / sum(n) over () as share
from range('2021-09-01'::date, '2022-09-01'::date, interval 1 month) t(d), snapshot_info left join a on d = m
order by 1
