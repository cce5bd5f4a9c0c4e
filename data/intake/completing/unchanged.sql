-- Rows of training that say everything themselves, and of whose person, module and cohort no row is partial.

select placed.*
from placed
anti join merged
    on
        placed.identifier = merged.identifier
        and placed.module_code = merged.module_code
        and placed.cohort_code is not distinct from merged.cohort_code
where placed.reason is null
