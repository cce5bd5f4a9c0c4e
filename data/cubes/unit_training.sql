-- One row per school, level, cohort and module: enrolments by the step they have reached.
--
-- The school is the one at enrolment.

select
    enrolment.province_code,
    school.district_code,
    enrolment.school_code,
    enrolment.level,
    enrolment.cohort_code,
    enrolment.module_code,
    count(*) as enrolments,
    count(*) filter (where enrolment.lms_outcome = 'passed') as lms_passed,
    count(*) filter (where enrolment.supporter_outcome = 'passed') as supporter_passed,
    count(*) filter (where enrolment.university_outcome = 'passed') as university_passed,
    count(enrolment.certificate_on) as certified
from enrolment
inner join school
    on
        enrolment.province_code = school.province_code
        and enrolment.school_code = school.school_code
group by
    enrolment.province_code,
    school.district_code,
    enrolment.school_code,
    enrolment.level,
    enrolment.cohort_code,
    enrolment.module_code
