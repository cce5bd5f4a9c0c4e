-- One row per province, report year, role, level, group, rater and criterion: people by mark.
--
-- Province, role, level and group are the person's in the report year.

with

counted as (
    select
        assessment.report_year,
        assessment.framework_code,
        person_year.cell_no,
        assessment.rater,
        assessment.criterion_no,
        count(*) filter (where assessment.mark = 1) as chua_dat,
        count(*) filter (where assessment.mark = 2) as dat,
        count(*) filter (where assessment.mark = 3) as kha,
        count(*) filter (where assessment.mark = 4) as tot
    from assessment
    inner join person_year
        on
            assessment.learner_key = person_year.learner_key
            and assessment.report_year = person_year.school_year
    group by
        assessment.report_year,
        assessment.framework_code,
        person_year.cell_no,
        assessment.rater,
        assessment.criterion_no
)

select
    cell_people.province_code,
    counted.report_year,
    counted.framework_code,
    cell_people.role,
    cell_people.level,
    cell_people.people,
    counted.rater,
    counted.criterion_no,
    cast(sum(counted.chua_dat) as bigint) as chua_dat,
    cast(sum(counted.dat) as bigint) as dat,
    cast(sum(counted.kha) as bigint) as kha,
    cast(sum(counted.tot) as bigint) as tot
from counted
inner join cell_people on counted.cell_no = cell_people.cell_no
group by
    cell_people.province_code,
    counted.report_year,
    counted.framework_code,
    cell_people.role,
    cell_people.level,
    cell_people.people,
    counted.rater,
    counted.criterion_no
