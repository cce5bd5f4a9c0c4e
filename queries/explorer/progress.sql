-- How many learners finished every module of their cohort, by any two dimensions?
--
-- One row per key along the rows and columns that anybody is counted in, then the totals, which have no key.
-- Totals that must not be added have no row; grid.py says so, and fills in what is missing.
--
-- $part, $whole           the counts above and below the line
-- $down, $across          dimensions of the rows and columns, then not filtered; '' for no columns
-- $audience, $division    teacher or manager; the division shown, 63 or 34
-- $province_code, $within  one province, or null for all in scope; a region or territory, or all
-- $cohort_code, $level, $people
--     what the dimensions not along an axis are held at; all where they may be added

with

chosen as (
    select
        case $down
            when 'province' then progress.province_code
            when 'region' then region_code
            when 'university' then university_code
            when 'cohort' then cohort.cohort_code
            when 'level' then level
            when 'people' then people
            else ''
        end as row_key,
        case $across
            when 'region' then region_code
            when 'university' then university_code
            when 'cohort' then cohort.cohort_code
            when 'level' then level
            when 'people' then people
            else ''
        end as column_key,
        case $part
            when 'finished_all' then case when modules_passed >= modules_required then learners else 0 end
            when 'certified_all' then case when modules_certified >= modules_required then learners else 0 end
        end as part,
        case $whole when 'learners' then learners end as whole
    from progress
    inner join province on progress.province_code = province.province_code and province.vintage = $division
    inner join cohort on progress.cohort_code = cohort.cohort_code
    where
        cohort.audience = $audience
        and ('cohort' in ($down, $across) or cohort.cohort_code = $cohort_code)
        and ('people' in ($down, $across) or people = $people)
        and ('level' in ($down, $across) or $level = 'all' or level = $level)
        and ($down = 'province' or $province_code is null or progress.province_code = $province_code)
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
    not (grouping(row_key) = 1 and $down in ('people', 'cohort'))
    and not (grouping(column_key) = 1 and $across in ('', 'people', 'cohort'))
order by is_row_total, row_key, is_column_total, column_key
