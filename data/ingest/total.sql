-- What one snapshot is compared by with the next: accounts and self-assessments by report year, enrolments
-- and certificates by cohort. One row for each province, and one (all) for all of them.

with

counted as (
    select
        'hoc_vien' as file,
        'accounts' as what,
        province_code,
        cast(report_year as varchar) as period,
        accounts as rows
    from standing
    where level = 'all' and role = 'all' and people = 'total'
    union all
    select
        'danh_gia' as file,
        'ratings' as what,
        province_code,
        cast(report_year as varchar) as period,
        self_done as rows
    from standing
    where level = 'all' and role = 'all' and people = 'total'
    union all
    select
        'boi_duong' as file,
        'enrolments' as what,
        province_code,
        cohort_code as period,
        enrolments as rows
    from training
    where people = 'total'
    union all
    select
        'boi_duong' as file,
        'certificates' as what,
        province_code,
        cohort_code as period,
        certified as rows
    from training
    where people = 'total'
)

select
    file,
    what,
    coalesce(province_code, 'all') as place,
    period,
    cast(sum(rows) as bigint) as rows
from counted
where rows is not null
group by grouping sets ((file, what, province_code, period), (file, what, period))
