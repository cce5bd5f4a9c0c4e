-- How fast learners finish, and when a module would reach its target at that pace; asked at every date alike, so that
-- what is shown today and what is scored afterwards come from the same lines.
--
-- Two ways to carry a pace on: as many people a month as were seen (a straight line), or the same part of those who
-- are left (a curve that flattens). The earliest day takes the first way at the fastest pace, the latest day the
-- second at the slowest, the middle the second at the pace of all looks together. Counts, not shares: whoever enrols
-- later joins those who are left.

-- look_back: for each date the nearest one at least three weeks before; nearer ones say more of chance than of pace
create table look_back as
    select
        later.as_of as to_on,
        max(earlier.as_of) as from_on,
        later.as_of - max(earlier.as_of) as days
    from moment as later
    inner join moment as earlier on later.as_of - 21 >= earlier.as_of
    group by later.as_of;

-- pace_step: the up to three looks back, one behind the other, from which a pace is told at made_on
create table pace_step as
    select
        to_on as made_on,
        to_on,
        days
    from look_back
    union all
    select
        nearest.to_on as made_on,
        further.to_on,
        further.days
    from look_back as nearest
    inner join look_back as further on nearest.from_on = further.to_on
    union all
    select
        nearest.to_on as made_on,
        furthest.to_on,
        furthest.days
    from look_back as nearest
    inner join look_back as further on nearest.from_on = further.to_on
    inner join look_back as furthest on further.from_on = furthest.to_on;

-- within_reach(days): so many days from now, rounded up but for what a binary fraction adds to a whole number; null:
-- more than five years, which is no date any more
create macro within_reach(days) as case when days >= 0 and days <= 1826 then cast(ceil(days - 1e-9) as integer) end;

-- forecast_at(whom, cohort, only_module): what was to be said at every date of each module (null: every one) in each
-- province that was known, and as '' in the country. state: reached, forecast, never (not within five years even at
-- the fastest), or why there is no forecast: nobody, no_target, not_begun, fell (fewer than before), few (dates).
create macro forecast_at(whom, cohort, only_module) as table
    with

    counted as (
        select
            as_of,
            module_code,
            province_code,
            part,
            whole,
            units_known
        from history
        where
            measure = 'lms_passed' and audience = whom and cohort_code = cohort
            and (only_module is null or module_code = only_module)
            and level = 'all' and people = 'total'
            and both_known(part, whole)
    ),

    grown as (
        -- those who are in both dates; left_before holds whoever joined meanwhile
        select
            look_back.to_on,
            look_back.days,
            now.module_code,
            coalesce(now.province_code, '') as province_code,
            sum(now.part - past.part) as finished,
            sum(now.whole - past.part) as left_before,
            greatest(sum(now.whole - now.part), 0.5) as left_after
        from counted as now
        inner join look_back on now.as_of = look_back.to_on
        inner join counted as past
            on
                look_back.from_on = past.as_of and now.module_code = past.module_code
                and now.province_code = past.province_code and now.units_known = past.units_known
        group by
            grouping sets (
                (look_back.to_on, look_back.days, now.module_code, now.province_code),
                (look_back.to_on, look_back.days, now.module_code)
            )
        having sum(now.part) > 0 and sum(now.whole - past.part) > 0
    ),

    paced as (
        select
            pace_step.made_on,
            grown.module_code,
            grown.province_code,
            count(*) as looks,
            bool_or(grown.finished < 0) as has_fallen,
            max(grown.finished / grown.days) as fastest,
            max_by(grown.finished / grown.days, grown.to_on) as latest,
            min(ln(grown.left_before / grown.left_after) / grown.days) as slowest_rate,
            sum(ln(grown.left_before / grown.left_after)) / sum(grown.days) as seen_rate
        from pace_step
        inner join grown on pace_step.to_on = grown.to_on
        group by pace_step.made_on, grown.module_code, grown.province_code
    ),

    placed as (
        select
            as_of as made_on,
            module_code,
            coalesce(province_code, '') as province_code,
            sum(part)::bigint as part,
            sum(whole)::bigint as whole
        from counted
        group by grouping sets ((as_of, module_code, province_code), (as_of, module_code))
    ),

    aimed as (
        select
            placed.made_on,
            placed.module_code,
            placed.province_code,
            placed.part,
            placed.whole,
            share(placed.part, placed.whole) as share,
            target.value as target,
            target.due_on,
            target.due_on - placed.made_on as days_left,
            target.value * placed.whole - placed.part as missing,
            ln(
                greatest(placed.whole - placed.part, 0.5) / greatest(placed.whole * (1 - target.value), 0.5)
            ) as missing_rate,
            paced.latest * 30.4375 as seen_monthly,
            coalesce(paced.looks, 0) as looks,
            paced.has_fallen,
            paced.fastest,
            paced.seen_rate,
            paced.slowest_rate
        from placed
        left join target_in_force as target
            on
                target.measure = 'lms_passed' and target.cohort_code = cohort
                and placed.module_code = target.module_code
        left join paced
            on
                placed.made_on = paced.made_on and placed.module_code = paced.module_code
                and placed.province_code = paced.province_code
    ),

    said as (
        select
            made_on,
            module_code,
            province_code,
            part,
            whole,
            share,
            target,
            due_on,
            days_left,
            seen_monthly,
            case when days_left > 0 and missing > 0 then missing / days_left * 30.4375 end as needed_monthly,
            case
                when whole = 0 then 'nobody'
                when target is null then 'no_target'
                when share >= target then 'reached'
                when part = 0 then 'not_begun'
                when has_fallen then 'fell'
                when looks < 2 then 'few'
                when fastest > 0 and missing / fastest <= 1826 then 'forecast'
                else 'never'
            end as state,
            case when fastest > 0 then within_reach(missing / fastest) end as early_days,
            case when seen_rate > 0 then within_reach(missing_rate / seen_rate) end as middle_days,
            case when slowest_rate > 0 then within_reach(missing_rate / slowest_rate) end as late_days
        from aimed
    )

    select
        made_on,
        module_code,
        province_code,
        part,
        whole,
        share,
        target,
        due_on,
        days_left,
        seen_monthly,
        needed_monthly,
        state,
        case when state = 'reached' then
            min(case when state = 'reached' then made_on end) over (
                partition by module_code, province_code
                order by made_on
            )
        end as reached_on,
        -- where many joined since the fastest look, the curve may be the quicker of the two ways
        case when state = 'forecast' then made_on + least(early_days, middle_days) end as early_on,
        case when state = 'forecast' then made_on + middle_days end as middle_on,
        case when state = 'forecast' then made_on + late_days end as late_on,
        case
            when state = 'reached' then 'reached'
            when state = 'never' then 'never'
            when share is null or target is null or due_on is null then null
            when days_left <= 0 or (state = 'forecast' and least(early_days, middle_days) > days_left) then 'late'
            when state = 'forecast' and late_days <= days_left then 'on_time'
            when state = 'forecast' then 'at_risk'
        end as verdict
    from said;

-- scored_until(whom, cohort, only_module, last_day): every province's forecast of an earlier date, the same as was
-- said then, beside what came of it by the last day. The columns are told in queries/forecast/backtest.sql.
create macro scored_until(whom, cohort, only_module, last_day) as table
    with

    said as (
        select
            made_on,
            module_code,
            province_code,
            share,
            target,
            state,
            early_on,
            middle_on,
            late_on,
            case when state = 'reached' and lag(state) over dated <> 'reached' then
                lag(made_on) over dated + cast(
                    ceil(
                        (target - lag(share) over dated) / (share - lag(share) over dated)
                        * (made_on - lag(made_on) over dated) - 1e-9
                    ) as integer
                )
            end as crossed_on
        from forecast_at(whom, cohort, only_module)
        where province_code <> '' and share is not null
        window dated as (partition by module_code, province_code order by made_on)
    ),

    followed as (
        select
            made_on,
            module_code,
            province_code,
            share,
            target,
            state,
            early_on,
            middle_on,
            late_on,
            min(crossed_on) over (
                partition by module_code, province_code
                order by made_on
                rows between 1 following and unbounded following
            ) as happened_on
        from said
    )

    select
        made_on,
        module_code,
        province_code,
        share,
        target,
        early_on,
        middle_on,
        late_on,
        happened_on,
        case
            when happened_on < early_on or (happened_on is not null and early_on is null) then 'earlier'
            when happened_on > late_on then 'later'
            when happened_on is not null then 'held'
            when late_on < last_day then 'overdue'
            else 'open'
        end as outcome,
        case
            when happened_on is not null then happened_on - middle_on
            when middle_on < last_day then cast(last_day as date) - middle_on
        end as missed_days
    from followed
    where made_on < last_day and state in ('forecast', 'never');
