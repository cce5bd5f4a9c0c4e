-- Every row of training with its cohort; partial where the sheet left cohort, school or level unsaid.

select
    named.* exclude (cohort_code),
    coalesce(named.cohort_code, cohort_of.cohort_code) as cohort_code,
    named.cohort_code is null as has_no_cohort,
    named.cohort_code is null or named.school_code is null or named.level is null as is_partial
from named
left join cohort_of on named.identifier = cohort_of.identifier and named.module_code = cohort_of.module_code
