-- What had been forecast for a module at earlier dates, and what came of it?
--
-- One row per earlier date and province with a forecast then, made from no more than was known then.
-- happened_on is where the straight line between the dates around it meets the target; null: not by the
-- snapshot's date. outcome: held (between the two ends), earlier or later (reached outside them), overdue
-- (not reached though the later end has passed), open (not reached, and the later end is still to come).
-- missed_days is how much later than the middle it came, at least so many days where it has not come; null
-- while the middle is still to come.
--
-- $audience, $cohort_code, $module_code  the module; 'all' is every module of the cohort

with

scored as materialized (
    select
        made_on,
        province_code,
        share,
        target,
        early_on,
        middle_on,
        late_on,
        happened_on,
        outcome,
        missed_days
    from scored_until($audience, $cohort_code, $module_code, (select as_of from snapshot_info))
)

select
    scored.made_on,
    scored.province_code,
    province.name_vi,
    province.name_en,
    scored.share,
    scored.target,
    scored.early_on,
    scored.middle_on,
    scored.late_on,
    scored.happened_on,
    scored.outcome,
    scored.missed_days
from scored
inner join province on scored.province_code = province.province_code
inner join snapshot_info on province.vintage = snapshot_info.vintage
order by scored.made_on, scored.province_code
