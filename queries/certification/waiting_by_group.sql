-- How long does one step to the certificate take, told apart by region, university, module or cohort?
--
-- One row per group, always every one of them: the regions; the universities that train the cohort's people
-- (for managers the Academy everywhere); the modules the cohort must finish, whichever is chosen; the
-- cohorts of the same audience and role. Days and quantiles as in waiting_by_step; null where nothing was
-- ever sent. provinces_assumed counts provinces only assumed to be the university's.
--
-- $by             region, university, module or cohort
-- $cohort_code    cohort; the cohorts of its audience and role where they are told apart
-- $step           supporter, university or certificate
-- $module_code    module, or all
-- $province_code  one province, or null for all in scope

with

passed as (
    select
        case $by
            when 'module' then waiting.module_code
            when 'cohort' then waiting.cohort_code
            else placed.group_code
        end as group_code,
        waiting.is_decided,
        waiting.days,
        sum(waiting.passes) as passes
    from waiting
    inner join group_place($by, $cohort_code) as placed on waiting.province_code = placed.province_code
    where
        waiting.step = $step
        and ($by = 'cohort' or waiting.cohort_code = $cohort_code)
        and ($by = 'module' or $module_code = 'all' or waiting.module_code = $module_code)
        and ($province_code is null or waiting.province_code = $province_code)
    group by all
),

ranked as (
    select
        group_code,
        is_decided,
        days,
        passes,
        sum(passes) over (partition by group_code, is_decided order by days)
        / sum(passes) over (partition by group_code, is_decided) as within
    from passed
),

counted as (
    select
        group_code,
        coalesce(sum(passes) filter (where is_decided), 0)::bigint as decided,
        (min(days) filter (where is_decided and within >= 0.5))::bigint as median_days,
        (min(days) filter (where is_decided and within >= 0.9))::bigint as p90_days,
        coalesce(sum(passes) filter (where not is_decided), 0)::bigint as waiting,
        (min(days) filter (where not is_decided and within >= 0.5))::bigint as waiting_median_days
    from ranked
    group by group_code
)

select
    listed.group_code,
    listed.name_vi,
    listed.name_en,
    listed.provinces_assumed,
    counted.decided,
    counted.median_days,
    counted.p90_days,
    counted.waiting,
    counted.waiting_median_days
from group_listed($by, $cohort_code) as listed
left join counted on listed.group_code = counted.group_code
order by listed.group_code
