-- How often did earlier forecasts for the modules of a cohort hold, and by how much did they miss?
--
-- One row per module and date on which forecasts were made, one per module over all dates (made_on null),
-- and one over all single modules and dates (module_code 'single'); none where no forecast was made.
-- settled counts those of which it is known by the snapshot's date whether they held; the others are open.
-- missed_days is the median of how far from the middle it came, either way, where it came or the middle has
-- passed.
--
-- $audience, $cohort_code  the cohort

with

scored as materialized (
    select
        module_code,
        made_on,
        outcome,
        missed_days
    from scored_until($audience, $cohort_code, null, (select as_of from snapshot_info))
),

grouped as (
    select
        module_code,
        made_on,
        outcome,
        missed_days
    from scored
    union all
    select
        module_code,
        null as made_on,
        outcome,
        missed_days
    from scored
    union all
    select
        'single' as module_code,
        null as made_on,
        outcome,
        missed_days
    from scored
    where module_code <> 'all'
)

select
    module_code,
    made_on,
    count(*) as forecasts,
    count(*) filter (where outcome <> 'open') as settled,
    count(*) filter (where outcome = 'held') as held,
    count(*) filter (where outcome = 'earlier') as earlier,
    count(*) filter (where outcome = 'later') as later,
    count(*) filter (where outcome = 'overdue') as overdue,
    count(*) filter (where outcome = 'open') as still_open,
    share(count(*) filter (where outcome = 'held'), count(*) filter (where outcome <> 'open')) as held_share,
    share(count(*) filter (where outcome in ('held', 'open')), count(*)) as unrefuted_share,
    median(abs(missed_days)) as missed_days
from grouped
group by module_code, made_on
order by module_code, made_on nulls first
