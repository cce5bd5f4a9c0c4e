-- Rows of training that cannot be completed, with the reason: their own, or that of the row they would make.

select
    placed.* exclude (reason, module_code),
    placed.module_text as module_code,
    coalesce(placed.reason, merged.reason) as reason,
    merged.school_code is null as has_no_school
from placed
left join merged
    on
        placed.identifier = merged.identifier
        and placed.module_code = merged.module_code
        and placed.cohort_code is not distinct from merged.cohort_code
where placed.reason is not null or merged.reason is not null
