-- Which cohorts does one audience have?
--
-- One row per cohort, oldest intake first. Core and mass learners are never one cohort.
--
-- $audience  teacher or manager

select
    cohort_code,
    audience,
    role,
    intake::bigint as intake,
    name_vi,
    name_en,
    modules_required::bigint as modules_required
from cohort
where audience = $audience
order by intake, role, cohort_code
