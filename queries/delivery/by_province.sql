-- Where is a training year's activity on the LMS most bunched?
--
-- One row per province of the division shown, always every one; what it lacks is said in `state`, never as a
-- zero. Learner-days (one learner active on one day) from 1 September to 31 August as far as they are known:
-- those of November and December, those of April and May (null until those months are over), and those of the
-- province's eight busiest weeks, from Monday, not one after the other of need.
--
-- $role         core or mass
-- $report_year  first calendar year of the school year

with

active as (
    select
        province_code,
        sum(active_learners) as learner_days,
        sum(active_learners) filter (where month(day_on) in (11, 12)) as year_end,
        sum(active_learners) filter (where month(day_on) in (4, 5)) as school_end
    from activity_day
    where
        role = $role
        and day_on between make_date($report_year, 9, 1) and make_date($report_year + 1, 8, 31)
    group by province_code, date_trunc('week', day_on)
),

counted as (
    select
        active.province_code,
        count(*) as weeks,
        sum(active.learner_days)::bigint as learner_days,
        case
            when any_value(snapshot_info.as_of) >= make_date($report_year, 12, 31)
                then coalesce(sum(active.year_end), 0)::bigint
        end as year_end,
        case
            when any_value(snapshot_info.as_of) >= make_date($report_year + 1, 5, 31)
                then coalesce(sum(active.school_end), 0)::bigint
        end as school_end,
        list_sum(max(active.learner_days, 8))::bigint as busiest
    from active
    cross join snapshot_info
    group by active.province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    counted.weeks,
    counted.learner_days,
    counted.year_end,
    share(counted.year_end, counted.learner_days) as year_end_share,
    counted.school_end,
    share(counted.school_end, counted.learner_days) as school_end_share,
    counted.busiest,
    share(counted.busiest, counted.learner_days) as busiest_share,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when counted.learner_days > 0 then 'value'
        when unit_count.units is null then 'merged'
        when outside.province_code is not null then 'not_applicable'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join counted on province.province_code = counted.province_code
left join unit_count on province.province_code = unit_count.province_code
left join outside('lms_passed') as outside on province.province_code = outside.province_code
order by province.province_code
