-- What has been published, and what does this snapshot count beside it?
--
-- One row per published figure, as published, with the computed figure nearest to it. `verdict` is a stated
-- rule: not_computed (nothing here counts it), no_value (it would be counted, `state` says why it is not),
-- counted_otherwise (whatever the numbers), agrees (equal as far as the published digits go, or not below
-- what is published as a least), another_date (the same count, more than a month away), differs. Nothing is
-- corrected.

with

read as (
    select
        claim.figure_id,
        claim.description_vi,
        claim.description_en,
        claim.value,
        claim.unit_vi,
        claim.unit_en,
        claim.as_of_vi,
        claim.as_of_en,
        claim.source_vi,
        claim.source_en,
        try_cast(claim.value as double) as published,
        -- half of the last digit that was printed
        pow(10, -coalesce(length(nullif(split_part(claim.value, '.', 2), '')), 0)) / 2 as printed_within,
        coalesce(claim_reading.topic, '') as topic,
        coalesce(claim_reading.nearest, '') as nearest,
        coalesce(claim_reading.says, 'exactly') as says,
        claim_comparison.counts,
        claim_comparison.until_on,
        computed_figure.unit,
        computed_figure.part,
        computed_figure.whole,
        computed_figure.value as computed,
        computed_figure.provinces_known,
        computed_figure.provinces,
        computed_figure.state,
        snapshot_info.as_of
    from claim
    cross join snapshot_info
    left join claim_reading on claim.figure_id = claim_reading.figure_id
    left join claim_comparison on claim.figure_id = claim_comparison.figure_id
    left join computed_figure on claim_reading.nearest = computed_figure.figure
)

select
    figure_id,
    description_vi,
    description_en,
    value,
    unit_vi,
    unit_en,
    as_of_vi,
    as_of_en,
    source_vi,
    source_en,
    topic,
    says,
    published,
    nearest,
    unit,
    part,
    whole,
    computed,
    provinces_known,
    provinces,
    state,
    computed - published as difference,
    (computed - published) / nullif(published, 0) as difference_share,
    until_on,
    case
        when nearest = '' then 'not_computed'
        when computed is null or published is null then 'no_value'
        when counts = 'otherwise' then 'counted_otherwise'
        when says = 'at_least' and computed >= published then 'agrees'
        -- a thousandth of the margin, since binary fractions do not meet a tie
        when says = 'exactly' and abs(computed - published) / 1.001 <= printed_within then 'agrees'
        when abs(datediff('day', until_on, as_of)) > 31 then 'another_date'
        else 'differs'
    end as verdict
from read
order by figure_id
