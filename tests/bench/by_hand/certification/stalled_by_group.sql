with c as (select university_code, sum(learners)::bigint as n, sum(learners) filter (stage <> 'done')::bigint as u,
    sum(learners) filter (stage <> 'done' and days >= 30)::bigint as s
    from standstill join province using (province_code)
    where cohort_code = 'teacher-mass-2020' and module_code = 'all' group by 1)
select university_code as group_code, y.name_vi, y.name_en, provinces_assumed, n as learners, u as unfinished,
    s as stalled, s / nullif(u, 0) as stalled_share, s / nullif(n, 0) as stalled_of_all_share
from (select university_code, count(*) filter (university_basis = 'assumed') as provinces_assumed
    from province group by 1) as q
join university as y using (university_code) left join c using (university_code) order by 1
