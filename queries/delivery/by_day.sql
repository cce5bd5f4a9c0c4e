-- How many learners were active on the LMS on each day of a training year?
--
-- One row per day from 1 September to 31 August; null where no province told of anybody. Core and mass are
-- never added; teachers and managers are told together.
--
-- $role           core or mass
-- $report_year    first calendar year of the school year
-- $province_code  province, or null for all in scope

with

active as (
    select
        day_on,
        sum(active_learners)::bigint as active_learners,
        count(*) as provinces_with_data
    from activity_day
    where
        role = $role
        and ($province_code is null or province_code = $province_code)
    group by day_on
),

calendar as (
    select
        unnest(
            generate_series(make_date($report_year, 9, 1), make_date($report_year + 1, 8, 31), interval 1 day)
        )::date as day_on
)

select
    calendar.day_on,
    active.active_learners,
    coalesce(active.provinces_with_data, 0) as provinces_with_data
from calendar
left join active on calendar.day_on = active.day_on
order by calendar.day_on
