-- How satisfied are learners, question by question?
--
-- One row per survey question, always every one of them; answers null where nobody was asked or
-- answered in scope. Satisfied = answered at the question's satisfied point or above.
--
-- $audience       teacher or manager
-- $role           core or mass, never both: they were asked different questions
-- $module_code    module, or all
-- $level          school level, or all
-- $province_code  one province, or null for all in scope

with

counted as (
    select
        question.question_code,
        sum(answers)::bigint as answers,
        sum(case when answer >= satisfied_from then answers else 0 end)::bigint as satisfied
    from satisfaction
    inner join question on satisfaction.question_code = question.question_code
    where
        audience = $audience
        and role = $role
        and ($module_code = 'all' or module_code = $module_code)
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by question.question_code
)

select
    question.question_code,
    question.wording_vi,
    question.wording_en,
    question.asks_about,
    question.points::bigint as points,
    question.satisfied_from::bigint as satisfied_from,
    question.basis,
    counted.answers,
    counted.satisfied,
    share(counted.satisfied, counted.answers) as share
from question
left join counted on question.question_code = counted.question_code
order by question.question_code
