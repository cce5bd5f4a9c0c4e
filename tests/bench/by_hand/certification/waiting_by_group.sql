with a as (select university_code, is_decided, days, sum(passes) as n from waiting join province using (province_code)
    where cohort_code = 'teacher-mass-2020' and step = 'university' group by all),
b as (select *, sum(n) over (partition by university_code, is_decided order by days)
    / sum(n) over (partition by university_code, is_decided) as w from a),
c as (select university_code, coalesce(sum(n) filter (is_decided), 0)::bigint as decided,
    min(days) filter (is_decided and w >= 0.5)::bigint as median_days,
    min(days) filter (is_decided and w >= 0.9)::bigint as p90_days,
    coalesce(sum(n) filter (not is_decided), 0)::bigint as waiting,
    min(days) filter (not is_decided and w >= 0.5)::bigint as waiting_median_days
    from b group by 1)
select university_code as group_code, u.name_vi, u.name_en, q.provinces_assumed, c.* exclude (university_code)
from (select university_code, count(*) filter (university_basis = 'assumed') as provinces_assumed
    from province group by 1) as q
join university as u using (university_code) left join c using (university_code) order by 1
