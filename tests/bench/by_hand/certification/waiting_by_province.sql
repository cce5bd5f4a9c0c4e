with a as (select province_code, is_decided, days, sum(passes) as n from waiting
    where cohort_code = 'teacher-mass-2020' and step = 'university' group by all),
b as (select *, sum(n) over (partition by province_code, is_decided order by days)
    / sum(n) over (partition by province_code, is_decided) as w from a),
c as (select province_code, coalesce(sum(n) filter (is_decided), 0)::bigint as decided,
    min(days) filter (is_decided and w >= 0.5)::bigint as median_days,
    min(days) filter (is_decided and w >= 0.9)::bigint as p90_days,
    coalesce(sum(n) filter (not is_decided), 0)::bigint as waiting,
    min(days) filter (not is_decided and w >= 0.5)::bigint as waiting_median_days
    from b group by 1),
t as (select distinct province_code from training where cohort_code = 'teacher-mass-2020' and people = 'total'),
d as (select province_code, arg_max_null(received_on, report_year) as came from submission
    where dataset = 'training' and due_on <= (select as_of from snapshot_info) group by 1)
select p.province_code, p.name_vi, p.name_en, c.* exclude (province_code),
    case when decided > 0 then 'value' when t.province_code is not null then 'nobody'
        when l.platform is null and l.province_code is not null then 'not_applicable'
        when d.province_code is not null and d.came is null then 'not_reported' else 'no_data' end as state
from province as p left join c using (province_code) left join t using (province_code)
left join d using (province_code) left join lms_use as l using (province_code) order by 1
