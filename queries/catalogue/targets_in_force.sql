-- Which share is to be reached by when, for each measure, cohort and module, all that was set weighed?
--
-- One row per measure, cohort and module that has a target: '' where the measure knows none, 'all' for
-- every module of the cohort together. basis says whether the value was set, is a commitment, implied by
-- one, or our default; due_basis the same of the day, or planned: the last day of the course, taken for
-- want of another.

select
    measure,
    audience,
    role,
    cohort_code,
    module_code,
    value,
    basis,
    owner,
    set_on,
    due_on,
    due_basis,
    due_owner,
    due_set_on
from target_in_force
order by measure, audience, cohort_code, module_code
