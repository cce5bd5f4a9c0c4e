-- The cohort of each person and module of which some row names none: that of their other rows, else the one
-- that was told among those of the person's role that have the module, else the only one of these.

with

unsaid as (
    select distinct
        identifier,
        module_code
    from named
    where cohort_code is null and reason is null
),

said as (
    select
        unsaid.identifier,
        unsaid.module_code,
        min(named.cohort_code) as cohort_code,
        count(distinct named.cohort_code) as cohorts
    from unsaid
    inner join named on unsaid.identifier = named.identifier and unsaid.module_code = named.module_code
    where named.cohort_code is not null
    group by unsaid.identifier, unsaid.module_code
),

fitting as (
    select
        unsaid.identifier,
        unsaid.module_code,
        count(*) as cohorts,
        min(cohort.cohort_code) as cohort_code,
        count(told_cohort.cohort_code) as told_cohorts,
        min(told_cohort.cohort_code) as told_code
    from unsaid
    inner join cohort_module on unsaid.module_code = cohort_module.module_code
    inner join cohort on cohort_module.cohort_code = cohort.cohort_code
    left join person on unsaid.identifier = person.identifier
    left join told_cohort on cohort.cohort_code = told_cohort.cohort_code
    where person.role is null or person.role = cohort.role
    group by unsaid.identifier, unsaid.module_code
)

select
    unsaid.identifier,
    unsaid.module_code,
    case
        when said.cohorts is not null then if(said.cohorts = 1, said.cohort_code, null)
        when fitting.told_cohorts = 1 then fitting.told_code
        when fitting.cohorts = 1 then fitting.cohort_code
    end as cohort_code
from unsaid
left join said on unsaid.identifier = said.identifier and unsaid.module_code = said.module_code
left join fitting on unsaid.identifier = fitting.identifier and unsaid.module_code = fitting.module_code
