-- How many learners stand without a movement in each province?
--
-- One row per province of the division shown, always every one; what it lacks is said in `state`, never as
-- a zero: value where somebody has not finished yet, nobody where all are done. Counts are learners; module
-- all counts each learner once. Shares are over the unfinished, and over all.
--
-- $cohort_code   cohort
-- $module_code   module, or all: each learner once
-- $stalled_days  days without a movement from which on a learner counts as stalled

with

counted as (
    select
        province_code,
        sum(learners)::bigint as learners,
        sum(case when stage <> 'done' then learners else 0 end)::bigint as unfinished,
        sum(case when stage <> 'done' and days >= $stalled_days then learners else 0 end)::bigint as stalled
    from standstill
    where cohort_code = $cohort_code and module_code = $module_code
    group by province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    counted.learners,
    counted.unfinished,
    counted.stalled,
    share(counted.stalled, counted.unfinished) as stalled_share,
    share(counted.stalled, counted.learners) as stalled_of_all_share,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when counted.unfinished > 0 then 'value'
        when counted.learners > 0 then 'nobody'
        when is_left_out('standstill', province.province_code) then 'withheld'
        when unit_count.units is null then 'merged'
        when outside.province_code is not null then 'not_applicable'
        when due.province_code is not null and due.received_on is null then 'not_reported'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join counted on province.province_code = counted.province_code
left join unit_count on province.province_code = unit_count.province_code
left join outside('lms_passed') as outside on province.province_code = outside.province_code
left join latest_due('lms_passed', 0) as due on province.province_code = due.province_code
order by province.province_code
