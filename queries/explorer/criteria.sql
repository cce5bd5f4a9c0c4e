-- How were the criteria of the standard rated, by any two dimensions?
--
-- One row per key along the rows and columns that anybody is counted in, then the totals, which have no key.
-- Totals that must not be added have no row; grid.py says so, and fills in what is missing.
-- What is counted are marks: one a person and criterion.
--
-- $part, $whole           the counts above and below the line
-- $down, $across          dimensions of the rows and columns, then not filtered; '' for no columns
-- $audience, $division    teacher or manager; the division shown, 63 or 34
-- $province_code, $within  one province, or null for all in scope; a region or territory, or all
-- $report_year, $level, $role, $people, $rater
--     what the dimensions not along an axis are held at; all where they may be added

with

chosen as (
    select
        case $down
            when 'province' then criterion_standing.province_code
            when 'region' then region_code
            when 'university' then university_code
            when 'year' then report_year::varchar
            when
                'criterion'
                then criterion_standing.framework_code || ' ' || lpad(criterion_no::varchar, 2, '0')
            when 'rater' then rater
            when 'role' then role
            when 'level' then level
            when 'people' then people
            else ''
        end as row_key,
        case $across
            when 'region' then region_code
            when 'university' then university_code
            when 'year' then report_year::varchar
            when
                'criterion'
                then criterion_standing.framework_code || ' ' || lpad(criterion_no::varchar, 2, '0')
            when 'rater' then rater
            when 'role' then role
            when 'level' then level
            when 'people' then people
            else ''
        end as column_key,
        case $part when 'good' then kha + tot when 'tot' then tot when 'chua_dat' then chua_dat end as part,
        case $whole when 'marks' then chua_dat + dat + kha + tot end as whole
    from criterion_standing
    inner join
        province
        on criterion_standing.province_code = province.province_code and province.vintage = $division
    inner join framework on criterion_standing.framework_code = framework.framework_code
    where
        framework.audience = $audience
        and ('year' in ($down, $across) or report_year = $report_year)
        and ('people' in ($down, $across) or people = $people)
        and ('rater' in ($down, $across) or rater = $rater)
        and ('level' in ($down, $across) or $level = 'all' or level = $level)
        and ('role' in ($down, $across) or $role = 'all' or role = $role)
        and (
            $down = 'province' or $province_code is null or criterion_standing.province_code = $province_code
        )
        and (
            'region' in ($down, $across) or 'university' in ($down, $across)
            or $within = 'all' or region_code = $within or university_code = $within
        )
)

select
    row_key,
    column_key,
    grouping(row_key) = 1 as is_row_total,
    grouping(column_key) = 1 as is_column_total,
    sum(part)::bigint as part,
    coalesce(sum(whole) filter (where part is not null), sum(whole))::bigint as whole,
    share(sum(part), sum(whole) filter (where part is not null)) as share
from chosen
group by grouping sets ((row_key, column_key), (row_key), (column_key), ())
having
    not (grouping(row_key) = 1 and $down in ('people', 'year', 'rater'))
    and not (grouping(column_key) = 1 and $across in ('', 'people', 'year', 'rater'))
order by is_row_total, row_key, is_column_total, column_key
