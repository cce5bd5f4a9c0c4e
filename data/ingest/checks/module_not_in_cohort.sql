-- fail: a module is taken that is not among the modules of its cohort

with

taken as (
    select cohort_code, module_code, count(*) as rows from enrolment group by cohort_code, module_code
)

select
    'boi_duong' as file,
    'Mô đun' as header,
    taken.cohort_code || ' ' || taken.module_code as sample,
    taken.rows
from taken
semi join cohort on taken.cohort_code = cohort.cohort_code
semi join module on taken.module_code = module.module_code
anti join cohort_module
    on taken.cohort_code = cohort_module.cohort_code and taken.module_code = cohort_module.module_code
