-- fail: a module is taken that is not among the modules of its cohort

select
    'boi_duong' as file,
    enrolment.row_no,
    'Mô đun' as header,
    enrolment.cohort_code || ' ' || enrolment.module_code as value
from enrolment
semi join cohort on enrolment.cohort_code = cohort.cohort_code
semi join module on enrolment.module_code = module.module_code
anti join cohort_module
    on
        enrolment.cohort_code = cohort_module.cohort_code
        and enrolment.module_code = cohort_module.module_code
