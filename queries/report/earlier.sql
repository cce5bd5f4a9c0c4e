-- May a year's figures be held against those of the year before?
--
-- One row. provinces and previous_provinces: those that say who completed; has_same_provinces: whether they
-- are the same; has_same_standard: whether both years were rated by one standard. Null: a year without any.
--
-- $report_year    report year; the year before is one less
-- $audience       teacher or manager
-- $province_code  one province, or null for all in scope

with

heard as (
    select
        report_year,
        province_code,
        framework_code
    from standing
    where
        report_year in ($report_year, $report_year - 1)
        and audience = $audience
        and role = 'all'
        and level = 'all'
        and people = 'total'
        and completed is not null
        and ($province_code is null or province_code = $province_code)
),

told as (
    select
        nullif(count(*) filter (where report_year = $report_year), 0) as provinces,
        nullif(count(*) filter (where report_year < $report_year), 0) as previous_provinces,
        list_sort(list(province_code) filter (where report_year = $report_year)) as now_codes,
        list_sort(list(province_code) filter (where report_year < $report_year)) as past_codes,
        list_distinct(list(framework_code)) as standards
    from heard
)

select
    provinces::bigint as provinces,
    previous_provinces::bigint as previous_provinces,
    now_codes = past_codes as has_same_provinces,
    case when provinces > 0 and previous_provinces > 0 then len(standards) = 1 end as has_same_standard
from told
