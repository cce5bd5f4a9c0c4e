-- How do the answers to one question spread over its scale?
--
-- One row per point of the scale, lowest first. A point nobody chose is 0 once somebody answered;
-- without any answer in scope all are null.
--
-- $question_code  survey question
-- $audience       teacher or manager
-- $role           core or mass, never both
-- $module_code    module, or all
-- $level          school level, or all
-- $province_code  one province, or null for all in scope

with

scale as (
    select unnest(generate_series(1, points::bigint)) as answer
    from question
    where question_code = $question_code
),

counted as (
    select
        answer,
        sum(answers)::bigint as answers
    from satisfaction
    where
        question_code = $question_code
        and audience = $audience
        and role = $role
        and ($module_code = 'all' or module_code = $module_code)
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by answer
),

everybody as (
    select sum(answers)::bigint as answers
    from counted
)

select
    scale.answer,
    case when everybody.answers > 0 then coalesce(counted.answers, 0) end as answers,
    share(coalesce(counted.answers, 0), everybody.answers) as share
from scale
cross join everybody
left join counted on scale.answer = counted.answer
order by scale.answer
