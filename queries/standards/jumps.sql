-- Where has the share rated Tốt changed most since the report year before, under the same standard?
--
-- One row per province of the snapshot's vintage, always every one of them: the overall rating in both years.
-- The earlier year is null where it was under another standard, or where there is nothing to compare it with.
-- The state is value where both years are known, no_earlier where only this one is, else why there is none.
--
-- $report_year  report year, the first calendar year of the school year
-- $audience     teacher or manager
-- $level        school level, or all
-- $role         core, mass, or all: everybody with an account
-- $people       group of people; total: everybody

with

counted as (
    select
        report_year,
        framework_code,
        province_code,
        sum(completed) filter (where tot is not null)::bigint as rated,
        sum(tot)::bigint as tot,
        share(sum(tot), sum(completed) filter (where tot is not null)) as tot_share
    from standing
    where
        report_year in ($report_year, $report_year - 1)
        and audience = $audience
        and role = $role
        and level = $level
        and people = $people
    group by report_year, framework_code, province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    now.rated,
    now.tot,
    now.tot_share,
    earlier.rated as earlier_rated,
    earlier.tot as earlier_tot,
    earlier.tot_share as earlier_share,
    now.tot_share - earlier.tot_share as change,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when now.tot_share is null and is_left_out('standing', province.province_code) then 'withheld'
        when now.tot_share is null then 'no_data'
        when earlier.tot_share is null then 'no_earlier'
        else 'value'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join counted as now
    on province.province_code = now.province_code and now.report_year = $report_year
left join counted as earlier
    on
        now.tot is not null
        and now.province_code = earlier.province_code
        and now.framework_code = earlier.framework_code
        and earlier.report_year = $report_year - 1
order by province.province_code
