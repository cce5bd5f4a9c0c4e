with w as (
    select province_code, sum(active_learners) as n,
        sum(active_learners) filter (where month(day_on) in (11, 12)) as y,
        sum(active_learners) filter (where month(day_on) in (4, 5)) as s
    from activity_day where role = 'mass' and day_on between '2021-09-01' and '2022-08-31'
    group by province_code, date_trunc('week', day_on)),
p as (
    select province_code, count(*) as weeks, sum(n)::bigint as n, coalesce(sum(y), 0)::bigint as y,
        coalesce(sum(s), 0)::bigint as s, list_sum(max(n, 8))::bigint as b from w group by 1)
select province_code, name_vi, name_en, region_code, weeks, n as learner_days,
    if(as_of >= '2021-12-31', y, null) as year_end, if(as_of >= '2021-12-31', y / n, null) as year_end_share,
    if(as_of >= '2022-05-31', s, null) as school_end, if(as_of >= '2022-05-31', s / n, null) as school_end_share,
    b as busiest, b / n as busiest_share,
    case when n > 0 then 'value' when lms_use.province_code is not null and platform is null then 'not_applicable'
        else 'no_data' end as state
from province left join p using (province_code) left join lms_use using (province_code), snapshot_info
order by 1
