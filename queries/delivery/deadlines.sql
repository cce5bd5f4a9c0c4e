-- Which deadlines fall into a training year?
--
-- One row per day and data set that provinces owe (`units` of them), and per target with a date. The training
-- year runs from 1 September to 31 August.
--
-- $report_year  first calendar year of the school year

with

deadline as (
    select
        due_on,
        'submission' as kind,
        dataset as name,
        count(*) as units
    from submission
    group by due_on, dataset
    union all
    select
        due_on,
        'target' as kind,
        measure as name,
        null as units
    from target
    group by due_on, measure
)

select
    due_on,
    kind,
    name,
    units
from deadline
where due_on between make_date($report_year, 9, 1) and make_date($report_year + 1, 8, 31)
order by due_on, kind, name
