-- How is a training year's activity on the LMS spread over its months?
--
-- One row per month from September to August. A learner-day is one learner active on one day; its share is
-- over those of the whole year as far as it is known. `calendar_days` are the month's days up to the
-- snapshot's date, null where it had not begun; so a month's even share is its days over all days.
--
-- $role           core or mass
-- $report_year    first calendar year of the school year
-- $province_code  province, or null for all in scope

with

active as (
    select
        date_trunc('month', day_on)::date as month_on,
        sum(active_learners)::bigint as learner_days
    from activity_day
    where
        role = $role
        and ($province_code is null or province_code = $province_code)
        and day_on between make_date($report_year, 9, 1) and make_date($report_year + 1, 8, 31)
    group by date_trunc('month', day_on)
),

calendar as (
    select (make_date($report_year, 9, 1) + to_months(number::integer))::date as month_on
    from unnest(range(12)) as counted (number)
)

select
    calendar.month_on,
    case
        when calendar.month_on <= snapshot_info.as_of
            then 1 + least(last_day(calendar.month_on), snapshot_info.as_of) - calendar.month_on
    end as calendar_days,
    active.learner_days,
    share(active.learner_days, sum(active.learner_days) over ()) as share
from calendar
cross join snapshot_info
left join active on calendar.month_on = active.month_on
order by calendar.month_on
