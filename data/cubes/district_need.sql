-- One row per district, report year, level and wish: people who declared it.
--
-- The district is that of the person's school in the report year. A person may declare several wishes, so
-- wishes are not people: never add over them.

select
    person_year.province_code,
    school.district_code,
    need.report_year,
    person_year.audience,
    person_year.level,
    need.module_code,
    need.criterion_no,
    count(*) as learners
from need
inner join person_year
    on
        need.learner_key = person_year.learner_key
        and need.report_year = person_year.school_year
inner join school
    on
        person_year.province_code = school.province_code
        and person_year.school_code = school.school_code
group by
    person_year.province_code,
    school.district_code,
    need.report_year,
    person_year.audience,
    person_year.level,
    need.module_code,
    need.criterion_no
