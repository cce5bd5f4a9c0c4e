-- One row per province, report year, level and group that published its figures but sent no people for the
-- year and audience: what it printed, null wherever the source was not read. Role is 'all': no source says.

with

unit_with_people as (
    select distinct
        province_code,
        report_year,
        audience
    from standing_of_people
)

select
    published_cell.province_code,
    published_cell.report_year,
    coalesce(framework_year.framework_code, '') as framework_code,
    published_cell.audience,
    'all' as role,
    published_cell.level,
    published_cell.people,
    cast(round(max(case when measure = 'base_count' then value end)) as bigint) as accounts,
    cast(null as bigint) as self_done,
    cast(null as bigint) as head_due,
    cast(null as bigint) as head_done,
    cast(round(max(case when measure = 'completed_count' then value end)) as bigint) as completed,
    cast(round(max(case when measure = 'chua_dat_count' then value end)) as bigint) as chua_dat,
    cast(round(max(case when measure = 'dat_count' then value end)) as bigint) as dat,
    cast(round(max(case when measure = 'kha_count' then value end)) as bigint) as kha,
    cast(round(max(case when measure = 'tot_count' then value end)) as bigint) as tot
from published_cell
left join framework_year
    on
        published_cell.audience = framework_year.audience
        and published_cell.report_year = framework_year.report_year
left join unit_with_people
    on
        published_cell.province_code = unit_with_people.province_code
        and published_cell.report_year = unit_with_people.report_year
        and published_cell.audience = unit_with_people.audience
where unit_with_people.province_code is null
group by
    published_cell.province_code,
    published_cell.report_year,
    framework_year.framework_code,
    published_cell.audience,
    published_cell.level,
    published_cell.people
