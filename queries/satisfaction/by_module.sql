-- How satisfied are learners with each module, by one question?
--
-- One row per module that a cohort of this audience and role must finish, always every one of
-- them; answers null where there are none in scope.
--
-- $question_code  survey question
-- $audience       teacher or manager
-- $role           core or mass, never both
-- $level          school level, or all
-- $province_code  one province, or null for all in scope

with

required as (
    select distinct cohort_module.module_code
    from cohort_module
    inner join cohort on cohort_module.cohort_code = cohort.cohort_code
    where cohort.audience = $audience and cohort.role = $role
),

counted as (
    select
        satisfaction.module_code,
        sum(answers)::bigint as answers,
        sum(case when answer >= satisfied_from then answers else 0 end)::bigint as satisfied
    from satisfaction
    inner join question on satisfaction.question_code = question.question_code
    where
        question.question_code = $question_code
        and audience = $audience
        and role = $role
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by satisfaction.module_code
)

select
    module.module_code,
    module.number::bigint as number,
    module.title_vi,
    module.title_en,
    counted.answers,
    counted.satisfied,
    share(counted.satisfied, counted.answers) as share
from required
inner join module on required.module_code = module.module_code
left join counted on required.module_code = counted.module_code
order by module.number, module.module_code
