-- The standard by which an audience is rated in a report year: the one in force on 31 March, the day to
-- which a report year is counted. One standard a report year, so that results under two are never mixed.

with

years as (
    select distinct school_year as report_year
    from learner_year
    union
    select distinct report_year
    from published_cell
),

counted_on as (
    select
        report_year,
        make_date(report_year + 1, 3, 31) as day_on
    from years
)

select
    counted_on.report_year,
    framework.audience,
    max(framework.framework_code) as framework_code
from counted_on
inner join framework
    on
        counted_on.day_on >= framework.valid_from
        and (framework.valid_to is null or counted_on.day_on <= framework.valid_to)
group by counted_on.report_year, framework.audience
