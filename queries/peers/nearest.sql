-- Which provinces are most like one of them, by size, disadvantaged share and start on the LMS?
--
-- One row per province of the division shown, the one asked for first, then the most alike first. size =
-- teachers of the statistics office's latest count not after the snapshot's date where every province
-- has one, else people with an account; disadvantaged_share of those with an account; since_on the day
-- the LMS began. distance = the sum, over the traits asked for, of the squared difference between the
-- two provinces in standard deviations of all provinces known (size as its logarithm, since_on in days).
-- A province lacking one of these traits has no distance; all have none where the one asked for lacks
-- it. Equals stand by code.
--
-- $province_code  the province that is compared; '' for none
-- $audience       teacher or manager: whose accounts
-- $report_year    report year of the accounts
-- $nearest        how many of the most alike are its peers
-- $alike          the traits: size, disadvantaged, start, joined by '-'

with

trait as (
    select
        province_code,
        name_vi,
        name_en,
        size_basis,
        size,
        accounts,
        disadvantaged,
        disadvantaged_share,
        since_on,
        log_size,
        start_day,
        province_code = $province_code as is_own
    from province_trait($audience, $report_year)
),

-- where all provinces are alike in a trait, their differences are nought whatever they are divided by
spread as (
    select
        coalesce(nullif(stddev_pop(log_size), 0), 1) as log_size,
        coalesce(nullif(stddev_pop(disadvantaged_share), 0), 1) as disadvantaged_share,
        coalesce(nullif(stddev_pop(start_day), 0), 1) as start_day
    from trait
),

apart as (
    select
        trait.province_code,
        (trait.log_size - own.log_size) / spread.log_size as in_size,
        (trait.disadvantaged_share - own.disadvantaged_share)
        / spread.disadvantaged_share as in_disadvantaged,
        (trait.start_day - own.start_day) / spread.start_day as in_start,
        case when contains($alike, 'size') then pow(in_size, 2) else 0 end
        + case when contains($alike, 'disadvantaged') then pow(in_disadvantaged, 2) else 0 end
        + case when contains($alike, 'start') then pow(in_start, 2) else 0 end as distance
    from trait
    cross join spread
    inner join trait as own on own.is_own
    where not trait.is_own
),

placed as (
    select
        province_code,
        distance,
        row_number() over (order by distance asc, province_code asc) as place
    from apart
    where distance is not null
)

select
    trait.province_code,
    trait.name_vi,
    trait.name_en,
    trait.size::bigint as size,
    trait.size_basis,
    trait.accounts,
    trait.disadvantaged,
    trait.disadvantaged_share,
    trait.since_on,
    trait.is_own,
    placed.distance,
    placed.place,
    coalesce(placed.place <= $nearest, false) as is_peer
from trait
left join placed on trait.province_code = placed.province_code
order by trait.is_own desc, placed.place asc nulls last, trait.province_code asc
