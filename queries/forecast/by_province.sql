-- When will each province reach the target of a module, going on as it did, and is that in time?
--
-- One row per province of the division shown, always every one. state: reached, forecast, never (not within
-- five years even at the fastest pace seen), or why nothing is said: few (fewer than three dates), fell
-- (fewer had passed than before), not_begun, nobody, or what keeps a province from being counted at all.
-- The dates run from early_on to late_on; a late_on or middle_on that is null lies beyond five years.
-- verdict: reached, on_time, at_risk, late, never; null where nothing can be said. Paces are people a
-- month: seen in the latest look, and needed to be in time.
--
-- $audience, $cohort_code, $module_code  the module; 'all' is every module of the cohort

with

made as materialized (
    select
        province_code,
        part,
        whole,
        share,
        target,
        due_on,
        days_left,
        needed_monthly,
        seen_monthly,
        reached_on,
        early_on,
        middle_on,
        late_on,
        verdict,
        state
    from forecast_at($audience, $cohort_code, $module_code)
    where made_on = (select as_of from snapshot_info)
),

headline_row as (
    select
        province_code,
        whole is null as is_withheld
    from headline
    where
        measure = 'lms_passed' and audience = $audience
        and cohort_code = $cohort_code and module_code = $module_code
        and level = 'all' and people = 'total'
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    made.part,
    made.whole,
    made.share,
    made.target,
    made.due_on,
    made.days_left,
    made.needed_monthly,
    made.seen_monthly,
    made.reached_on,
    made.early_on,
    made.middle_on,
    made.late_on,
    made.verdict,
    case
        when made.state is not null then made.state
        when headline_row.is_withheld then 'withheld'
        when unit_count.units is null then 'merged'
        when outside.province_code is not null then 'not_applicable'
        when due.province_code is not null and due.received_on is null then 'not_reported'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join made on province.province_code = made.province_code
left join headline_row on province.province_code = headline_row.province_code
left join unit_count on province.province_code = unit_count.province_code
left join latest_due('lms_passed', 0) as due on province.province_code = due.province_code
left join outside('lms_passed') as outside on province.province_code = outside.province_code
order by province.province_code
