-- How far is each commitment, published mark and default target reached?
--
-- One row per commitment: the targets that are set (the programme's own number of core staff; shares for
-- the audience chosen, of the whole country), then what was published when the programme closed, whose own
-- commitment is not known. Target and value are in one unit, shares in per cent; achieved_share is value
-- over target. `state` says why there is no value, as in computed.sql.
--
-- $audience     teacher or manager, for the targets that are shares
-- $cohort_code  whose training, for the same
-- $report_year  which year's assessment, for the same
-- $scale        size of a drawn country, 1 being the whole: so large a part of a mark that counts people

with

counted as (
    select
        measure,
        cast(sum(part) as bigint) as part,
        cast(sum(whole) as bigint) as whole,
        cast(sum(units_known) as bigint) as provinces_known
    from headline
    where
        audience = $audience and cohort_code in ('', $cohort_code) and module_code in ('', 'all')
        and question_code = '' and report_year in (0, $report_year)
        and level = 'all' and people = 'total' and units_known > 0
    group by measure
),

together as (
    select
        mark.figure as commitment,
        mark.basis,
        mark.figure_id,
        mark.due_on,
        mark.target * case known.unit when 'persons' then $scale else 1 end as target,
        known.unit,
        known.part,
        known.whole,
        known.value,
        known.provinces_known,
        known.provinces,
        known.state
    from commitment_mark as mark
    inner join computed_figure as known on mark.figure = known.figure
    union all
    select
        aim.measure as commitment,
        aim.basis,
        '' as figure_id,
        case when aim.due_basis <> 'planned' then aim.due_on end as due_on,
        multiply(100, aim.value) as target,
        'percent' as unit,
        counted.part,
        counted.whole,
        multiply(100, share(counted.part, counted.whole)) as value,
        coalesce(counted.provinces_known, 0) as provinces_known,
        cast(info.data_vintage as bigint) as provinces,
        behind(counted.part, counted.whole, counted.provinces_known, info.data_vintage) as state
    from target_in_force as aim
    cross join snapshot_info as info
    left join counted on aim.measure = counted.measure
    where
        aim.audience = $audience
        and aim.cohort_code in ('', $cohort_code) and aim.module_code in ('', 'all')
)

select
    commitment,
    basis,
    figure_id,
    due_on,
    unit,
    target,
    part,
    whole,
    case when state = 'value' then value end as value,
    case when state = 'value' then value / nullif(target, 0) end as achieved_share,
    case when state = 'value' then value >= target end as is_reached,
    provinces_known,
    provinces,
    state
from together
order by
    array_position(['set', 'commitment', 'implied', 'published', 'default'], basis), figure_id, commitment
