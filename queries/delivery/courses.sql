-- When was each module delivered to each cohort of an audience, and over how many days of which kind?
--
-- One row per course, core cohorts first. `basis` says how sure its dates and days are.
--
-- $audience  teacher or manager

select
    course.cohort_code,
    cohort.role,
    cohort.intake::bigint as intake,
    cohort.name_vi,
    cohort.name_en,
    course.module_code,
    module.number::bigint as number,
    course.starts_on,
    course.ends_on,
    course.pattern,
    course.online_before_days::bigint as online_before_days,
    course.face_days::bigint as face_days,
    course.online_after_days::bigint as online_after_days,
    course.basis
from course
inner join cohort on course.cohort_code = cohort.cohort_code
inner join module on course.module_code = module.module_code
where cohort.audience = $audience
order by cohort.role, cohort.intake, course.cohort_code, course.starts_on, module.number, course.module_code
