-- One row per province, report year, level, group and wish: people who declared it.
--
-- Province, level and group are the person's in the report year. A person may declare several wishes, so
-- wishes are not people: never add over them.

with

counted as (
    select
        need.report_year,
        person_year.cell_no,
        need.module_code,
        need.criterion_no,
        count(*) as learners
    from need
    inner join person_year
        on
            need.learner_key = person_year.learner_key
            and need.report_year = person_year.school_year
    group by
        need.report_year,
        person_year.cell_no,
        need.module_code,
        need.criterion_no
)

select
    cell_people.province_code,
    counted.report_year,
    cell_people.audience,
    cell_people.level,
    cell_people.people,
    counted.module_code,
    counted.criterion_no,
    cast(sum(counted.learners) as bigint) as learners
from counted
inner join cell_people on counted.cell_no = cell_people.cell_no
group by
    cell_people.province_code,
    counted.report_year,
    cell_people.audience,
    cell_people.level,
    cell_people.people,
    counted.module_code,
    counted.criterion_no
