-- How do two counts of enrolments stand to each other, by any two dimensions?
--
-- One row per key along the rows and columns that anybody is counted in, then the totals, which have no key.
-- Totals that must not be added have no row; grid.py says so, and fills in what is missing.
-- Points are summed in hundredths, so the sum is exact. Core learners have no supporter, hence no such part.
--
-- $part, $whole           the counts above and below the line
-- $down, $across          dimensions of the rows and columns, then not filtered; '' for no columns
-- $audience, $division    teacher or manager; the division shown, 63 or 34
-- $province_code, $within  one province, or null for all in scope; a region or territory, or all
-- $cohort_code, $module_code, $level, $subject, $people
--     what the dimensions not along an axis are held at; all where they may be added

with

chosen as (
    select
        case $down
            when 'province' then training.province_code
            when 'region' then region_code
            when 'university' then university_code
            when 'role' then cohort.role
            when 'cohort' then cohort.cohort_code
            when 'module' then module_code
            when 'level' then level
            when 'subject' then subject
            when 'people' then people
            else ''
        end as row_key,
        case $across
            when 'region' then region_code
            when 'university' then university_code
            when 'role' then cohort.role
            when 'cohort' then cohort.cohort_code
            when 'module' then module_code
            when 'level' then level
            when 'subject' then subject
            when 'people' then people
            else ''
        end as column_key,
        case $part
            when 'started' then started
            when 'lms_passed' then lms_passed
            when 'lms_refused' then lms_refused
            when 'supporter_waiting' then case when cohort.role = 'mass' then supporter_waiting end
            when 'supporter_refused' then case when cohort.role = 'mass' then supporter_refused end
            when 'supporter_passed' then case when cohort.role = 'mass' then supporter_passed end
            when 'university_waiting' then university_waiting
            when 'university_refused' then university_refused
            when 'university_passed' then university_passed
            when 'certified' then certified
            when 'score_sum' then round(score_sum * 100)::bigint
        end as part,
        case $whole when 'enrolments' then enrolments when 'scored' then scored end as whole
    from training
    inner join province on training.province_code = province.province_code and province.vintage = $division
    inner join cohort on training.cohort_code = cohort.cohort_code
    where
        cohort.audience = $audience
        and ('cohort' in ($down, $across) or 'role' in ($down, $across) or cohort.cohort_code = $cohort_code)
        and ('people' in ($down, $across) or people = $people)
        and ('module' in ($down, $across) or $module_code = 'all' or module_code = $module_code)
        and ('level' in ($down, $across) or $level = 'all' or level = $level)
        and ('subject' in ($down, $across) or $subject = 'all' or subject = $subject)
        and ($down = 'province' or $province_code is null or training.province_code = $province_code)
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
    round(sum(part) / case $part when 'score_sum' then 100 else 1 end)::bigint as part,
    coalesce(sum(whole) filter (where part is not null), sum(whole))::bigint as whole,
    share(
        sum(part),
        sum(whole * case $part when 'score_sum' then 10000 else 1 end) filter (where part is not null)
    ) as share
from chosen
group by grouping sets ((row_key, column_key), (row_key), (column_key), ())
having
    not (grouping(row_key) = 1 and $down in ('people', 'cohort', 'role'))
    and not (grouping(column_key) = 1 and $across in ('', 'people', 'cohort', 'role'))
order by is_row_total, row_key, is_column_total, column_key
