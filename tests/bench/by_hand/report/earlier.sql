with h as (
    select report_year, province_code, framework_code from standing
    where audience = 'teacher' and role = 'all' and level = 'all' and people = 'total' and completed is not null)
select count(*) filter (where report_year = 2021) as provinces,
    count(*) filter (where report_year = 2020) as previous_provinces,
    list_sort(list(province_code) filter (where report_year = 2021))
        = list_sort(list(province_code) filter (where report_year = 2020)) as has_same_provinces,
    count(distinct framework_code) = 1 as has_same_standard
from h where report_year in (2020, 2021)
