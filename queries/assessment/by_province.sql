-- How far has each province come with assessment, and how were its people rated?
--
-- One row per province of the snapshot's vintage, always every one of them; what a province
-- lacks is said in `state`, never as a zero: where no rating has come only the accounts are known.
-- Shares of ratings are over the completed.
--
-- $report_year  report year
-- $audience     teacher or manager
-- $level        school level, or all
-- $people       group of people; total: everybody

with

counted as (
    select
        province_code,
        -- a unit of several former provinces: over those that were heard from, as far as any was
        coalesce(sum(accounts) filter (where completed is not null), sum(accounts))::bigint as accounts,
        sum(completed)::bigint as completed,
        sum(completed) filter (where kha is not null)::bigint as rated,
        sum(chua_dat)::bigint as chua_dat,
        sum(dat)::bigint as dat,
        sum(kha)::bigint as kha,
        sum(tot)::bigint as tot
    from standing
    where
        report_year = $report_year
        and audience = $audience
        and role = 'all'
        and level = $level
        and people = $people
    group by province_code
),

owing as (
    select province_code
    from submission
    where
        dataset = 'assessment'
        and report_year = $report_year
        and due_on <= (select as_of from snapshot_info)
        and received_on is null
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    counted.accounts,
    counted.completed,
    share(counted.completed, counted.accounts) as completed_share,
    counted.chua_dat,
    counted.dat,
    counted.kha,
    counted.tot,
    share(counted.chua_dat, counted.rated) as chua_dat_share,
    share(counted.dat, counted.rated) as dat_share,
    share(counted.kha, counted.rated) as kha_share,
    share(counted.tot, counted.rated) as tot_share,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when share(counted.completed, counted.accounts) is not null then 'value'
        when counted.accounts = 0 then 'nobody'
        when is_left_out('standing', province.province_code) then 'withheld'
        when owing.province_code is not null then 'not_reported'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join owing on province.province_code = owing.province_code
left join counted on province.province_code = counted.province_code
order by province.province_code
