-- Levels of places of which no pairs of marks are told: one row each.
--
-- Few have both marks in one criterion, or few have but one of them, as the criteria and the overall marks
-- tell. Criterion 0 is the overall rating, told of everybody whose assessment is complete.

with

paired as (
    select
        province_code,
        report_year,
        framework_code,
        level,
        role,
        criterion_no,
        sum(learners) as learners
    from mark_pair
    group by province_code, report_year, framework_code, level, role, criterion_no
),

rated as (
    select
        province_code,
        report_year,
        framework_code,
        level,
        role,
        criterion_no,
        chua_dat + dat + kha + tot as learners
    from criterion_standing
    where people = 'total' and rater in ('self', 'head')
    union all
    select
        province_code,
        report_year,
        framework_code,
        level,
        role,
        0 as criterion_no,
        completed as learners
    from standing
    where people = 'total' and role <> 'all' and tot is not null
)

select distinct
    paired.province_code,
    paired.report_year,
    paired.framework_code,
    paired.level
from paired
left join rated
    on
        paired.province_code = rated.province_code
        and paired.report_year = rated.report_year
        and paired.framework_code = rated.framework_code
        and paired.level = rated.level
        and paired.role = rated.role
        and paired.criterion_no = rated.criterion_no
where
    paired.learners between 1 and $smallest - 1
    or abs(rated.learners - paired.learners) between 1 and $smallest - 1
