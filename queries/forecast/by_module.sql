-- When will the country reach the target of each module of a cohort, and how many provinces will be in time?
--
-- One row per module that the cohort must finish and one for all of them together, 'all', which comes last.
-- The counts sum the provinces that are known on the snapshot's date; the columns are those of by_province,
-- with who set target and deadline. Provinces are counted by verdict; provinces_unsaid are those of which
-- nothing can be said.
--
-- $audience, $cohort_code  the cohort

with

made as materialized (
    select
        module_code,
        province_code,
        part,
        whole,
        share,
        days_left,
        needed_monthly,
        seen_monthly,
        reached_on,
        early_on,
        middle_on,
        late_on,
        verdict,
        state
    from forecast_at($audience, $cohort_code, null)
    where made_on = (select as_of from snapshot_info)
),

counted as (
    select
        module_code,
        count(*) filter (where verdict = 'reached') as provinces_reached,
        count(*) filter (where verdict = 'on_time') as provinces_on_time,
        count(*) filter (where verdict = 'at_risk') as provinces_at_risk,
        count(*) filter (where verdict = 'late') as provinces_late,
        count(*) filter (where verdict = 'never') as provinces_never,
        count(*) filter (where verdict is null) as provinces_unsaid
    from made
    where province_code <> ''
    group by module_code
)

select
    target.module_code,
    module.title_vi,
    module.title_en,
    target.value as target,
    target.basis,
    target.owner,
    target.set_on,
    target.due_on,
    target.due_basis,
    target.due_owner,
    target.due_set_on,
    made.part,
    made.whole,
    made.share,
    made.days_left,
    made.needed_monthly,
    made.seen_monthly,
    made.reached_on,
    made.early_on,
    made.middle_on,
    made.late_on,
    made.verdict,
    coalesce(made.state, 'no_data') as state,
    counted.provinces_reached,
    counted.provinces_on_time,
    counted.provinces_at_risk,
    counted.provinces_late,
    counted.provinces_never,
    counted.provinces_unsaid
from target_in_force as target
left join module on target.module_code = module.module_code
left join made on target.module_code = made.module_code and made.province_code = ''
left join counted on target.module_code = counted.module_code
where target.measure = 'lms_passed' and target.audience = $audience and target.cohort_code = $cohort_code
order by target.module_code = 'all', module.number
