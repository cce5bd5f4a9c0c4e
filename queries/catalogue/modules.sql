-- Which modules must one cohort finish?
--
-- One row per required module, by its number.
--
-- $cohort_code  cohort

select
    module.module_code,
    module.number::bigint as number,
    module.title_vi,
    module.title_en
from cohort_module
inner join module on cohort_module.module_code = module.module_code
where cohort_module.cohort_code = $cohort_code
order by module.number, module.module_code
