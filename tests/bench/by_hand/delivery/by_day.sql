with a as (
    select day_on, sum(active_learners)::bigint as n, count(*) as p from activity_day
    where role = 'mass' and day_on between '2021-09-01' and '2022-08-31' group by 1)
select d::date as day_on, n as active_learners, coalesce(p, 0) as provinces_with_data
from range('2021-09-01'::date, '2022-09-01'::date, interval 1 day) t(d) left join a on d = day_on order by 1
