-- One row per province, cohort, level, group and number of modules: distinct people enrolled in the cohort.
--
-- Only the cohort's required modules count. A person is counted once, with the province, level and group of
-- their latest year, wherever they were enrolled.

with

finished as (
    select
        enrolment.cohort_code,
        enrolment.learner_key,
        count(*) filter (
            where cohort_module.module_code is not null and enrolment.lms_outcome = 'passed'
        ) as modules_passed,
        count(*) filter (
            where cohort_module.module_code is not null and enrolment.certificate_on is not null
        ) as modules_certified
    from enrolment
    left join cohort_module
        on
            enrolment.cohort_code = cohort_module.cohort_code
            and enrolment.module_code = cohort_module.module_code
    group by enrolment.cohort_code, enrolment.learner_key
),

counted as (
    select
        finished.cohort_code,
        person_year.cell_no,
        finished.modules_passed,
        finished.modules_certified,
        count(*) as learners
    from finished
    inner join person_year on finished.learner_key = person_year.learner_key and person_year.is_latest
    group by
        finished.cohort_code,
        person_year.cell_no,
        finished.modules_passed,
        finished.modules_certified
)

select
    cell_people.province_code,
    counted.cohort_code,
    cell_people.level,
    cell_people.people,
    counted.modules_passed,
    counted.modules_certified,
    cast(sum(counted.learners) as bigint) as learners
from counted
inner join cell_people on counted.cell_no = cell_people.cell_no
group by
    cell_people.province_code,
    counted.cohort_code,
    cell_people.level,
    cell_people.people,
    counted.modules_passed,
    counted.modules_certified
