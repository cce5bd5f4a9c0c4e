-- How long does one step to the certificate take in each province?
--
-- One row per province of the division shown, always every one; what it lacks is said in `state`, never as
-- a zero: value where at least one pass was decided, nobody where the cohort is trained and none was. Days
-- and quantiles as in waiting_by_step.
--
-- $cohort_code  cohort
-- $step         supporter, university or certificate
-- $module_code  module, or all

with

passed as (
    select
        province_code,
        is_decided,
        days,
        sum(passes) as passes
    from waiting
    where
        step = $step
        and cohort_code = $cohort_code
        and ($module_code = 'all' or module_code = $module_code)
    group by province_code, is_decided, days
),

ranked as (
    select
        province_code,
        is_decided,
        days,
        passes,
        sum(passes) over (partition by province_code, is_decided order by days)
        / sum(passes) over (partition by province_code, is_decided) as within
    from passed
),

counted as (
    select
        province_code,
        coalesce(sum(passes) filter (where is_decided), 0)::bigint as decided,
        (min(days) filter (where is_decided and within >= 0.5))::bigint as median_days,
        (min(days) filter (where is_decided and within >= 0.9))::bigint as p90_days,
        coalesce(sum(passes) filter (where not is_decided), 0)::bigint as waiting,
        (min(days) filter (where not is_decided and within >= 0.5))::bigint as waiting_median_days
    from ranked
    group by province_code
),

trained as (
    select distinct province_code
    from training
    where
        cohort_code = $cohort_code
        and people = 'total'
        and ($module_code = 'all' or module_code = $module_code)
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    counted.decided,
    counted.median_days,
    counted.p90_days,
    counted.waiting,
    counted.waiting_median_days,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when counted.decided > 0 then 'value'
        when is_left_out('waiting', province.province_code) then 'withheld'
        when trained.province_code is not null then 'nobody'
        when unit_count.units is null then 'merged'
        when outside.province_code is not null then 'not_applicable'
        when due.province_code is not null and due.received_on is null then 'not_reported'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join counted on province.province_code = counted.province_code
left join trained on province.province_code = trained.province_code
left join unit_count on province.province_code = unit_count.province_code
left join outside('lms_passed') as outside on province.province_code = outside.province_code
left join latest_due('lms_passed', 0) as due on province.province_code = due.province_code
order by province.province_code
