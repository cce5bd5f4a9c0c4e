-- How satisfied are learners, by any two dimensions?
--
-- One row per key along the rows and columns that anybody is counted in, then the totals, which have no key.
-- Totals that must not be added have no row; grid.py says so, and fills in what is missing.
-- Core and mass were asked differently, and questions are not one: neither is added.
--
-- $part, $whole           the counts above and below the line
-- $down, $across          dimensions of the rows and columns, then not filtered; '' for no columns
-- $audience, $division    teacher or manager; the division shown, 63 or 34
-- $province_code, $within  one province, or null for all in scope; a region or territory, or all
-- $question_code, $role, $module_code, $level
--     what the dimensions not along an axis are held at; all where they may be added

with

chosen as (
    select
        case $down
            when 'province' then satisfaction.province_code
            when 'region' then region_code
            when 'university' then university_code
            when 'question' then question.question_code
            when 'role' then role
            when 'module' then module_code
            when 'level' then level
            else ''
        end as row_key,
        case $across
            when 'region' then region_code
            when 'university' then university_code
            when 'question' then question.question_code
            when 'role' then role
            when 'module' then module_code
            when 'level' then level
            else ''
        end as column_key,
        case $part when 'satisfied' then case when answer >= satisfied_from then answers else 0 end end
            as part,
        case $whole when 'answers' then answers end as whole
    from satisfaction
    inner join
        province
        on satisfaction.province_code = province.province_code and province.vintage = $division
    inner join question on satisfaction.question_code = question.question_code
    where
        audience = $audience
        and ('question' in ($down, $across) or question.question_code = $question_code)
        and ('role' in ($down, $across) or role = $role)
        and ('module' in ($down, $across) or $module_code = 'all' or module_code = $module_code)
        and ('level' in ($down, $across) or $level = 'all' or level = $level)
        and ($down = 'province' or $province_code is null or satisfaction.province_code = $province_code)
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
    not (grouping(row_key) = 1 and $down in ('question', 'role'))
    and not (grouping(column_key) = 1 and $across in ('', 'question', 'role'))
order by is_row_total, row_key, is_column_total, column_key
