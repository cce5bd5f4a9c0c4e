with c as (select province_code, sum(learners)::bigint as n, sum(learners) filter (stage <> 'done')::bigint as u,
    coalesce(sum(learners) filter (stage <> 'done' and days >= 30), 0)::bigint as s from standstill
    where cohort_code = 'teacher-mass-2020' and module_code = 'all' group by 1),
d as (select province_code, arg_max_null(received_on, report_year) as came from submission
    where dataset = 'training' and due_on <= (select as_of from snapshot_info) group by 1)
select p.province_code, p.name_vi, p.name_en, n as learners, u as unfinished, s as stalled,
    s / nullif(u, 0) as stalled_share, s / nullif(n, 0) as stalled_of_all_share,
    case when u > 0 then 'value' when n > 0 then 'nobody'
        when l.platform is null and l.province_code is not null then 'not_applicable'
        when d.province_code is not null and d.came is null then 'not_reported' else 'no_data' end as state
from province as p left join c using (province_code)
left join d using (province_code) left join lms_use as l using (province_code) order by 1
