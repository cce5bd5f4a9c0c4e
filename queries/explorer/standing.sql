-- How far have people come with assessment and how were they rated, by any two dimensions?
--
-- One row per key along the rows and columns that anybody is counted in, then the totals, which have no key.
-- Totals that must not be added have no row; grid.py says so, and fills in what is missing.
-- Totals over levels and roles are those written out in the table: a source may print one without its parts.
--
-- $part, $whole           the counts above and below the line
-- $down, $across          dimensions of the rows and columns, then not filtered; '' for no columns
-- $audience, $division    teacher or manager; the division shown, 63 or 34
-- $province_code, $within  one province, or null for all in scope; a region or territory, or all
-- $report_year, $level, $role, $people
--     what the dimensions not along an axis are held at; all for the total that is written out

with

chosen as (
    select
        case $down
            when 'province' then standing.province_code
            when 'region' then region_code
            when 'university' then university_code
            when 'year' then report_year::varchar
            when 'role' then nullif(role, 'all')
            when 'level' then nullif(level, 'all')
            when 'people' then people
            else ''
        end as row_key,
        case $across
            when 'region' then region_code
            when 'university' then university_code
            when 'year' then report_year::varchar
            when 'role' then nullif(role, 'all')
            when 'level' then nullif(level, 'all')
            when 'people' then people
            else ''
        end as column_key,
        case $part
            when 'completed' then completed
            when 'self_done' then self_done
            when 'head_done' then head_done
            when 'rated_good' then kha + tot
            when 'chua_dat' then chua_dat
            when 'dat' then dat
            when 'kha' then kha
            when 'tot' then tot
        end as part,
        case $whole
            when 'accounts' then accounts when 'completed' then completed when 'head_due' then head_due
        end as whole
    from standing
    inner join province on standing.province_code = province.province_code and province.vintage = $division
    where
        audience = $audience
        and ('year' in ($down, $across) or report_year = $report_year)
        and ('level' in ($down, $across) or level = $level)
        and ('role' in ($down, $across) or role = $role)
        and ('people' in ($down, $across) or people = $people)
        and ($down = 'province' or $province_code is null or standing.province_code = $province_code)
        and (
            'region' in ($down, $across) or 'university' in ($down, $across)
            or $within = 'all' or region_code = $within or university_code = $within
        )
)

select
    row_key,
    column_key,
    row_key is null as is_row_total,
    column_key is null as is_column_total,
    sum(part)::bigint as part,
    coalesce(sum(whole) filter (where part is not null), sum(whole))::bigint as whole,
    share(sum(part), sum(whole) filter (where part is not null)) as share
from chosen
group by grouping sets ((row_key, column_key), (row_key), (column_key), ())
having
    not (grouping(row_key) = 1 and $down in ('people', 'year', 'level', 'role'))
    and not (grouping(column_key) = 1 and $across in ('', 'people', 'year', 'level', 'role'))
order by is_row_total, row_key, is_column_total, column_key
