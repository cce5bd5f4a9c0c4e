-- Satisfaction, by question, module and level: answers at or above the question's satisfied point. Role is no
-- dimension of the headline and core and mass are never added: the question about the course counts the core
-- learners' answers, those about support the mass learners'. The cube of answers knows no groups: 'total'.

with

answered as (
    select
        satisfaction.audience,
        satisfaction.question_code,
        case
            when grouping(satisfaction.module_code) = 1 then 'all' else satisfaction.module_code
        end as module_code,
        case when grouping(satisfaction.level) = 1 then 'all' else satisfaction.level end as level,
        satisfaction.province_code,
        cast(
            sum(case when satisfaction.answer >= question.satisfied_from then satisfaction.answers else 0 end)
            as bigint
        ) as satisfied,
        cast(sum(satisfaction.answers) as bigint) as answers
    from satisfaction
    inner join question on satisfaction.question_code = question.question_code
    where satisfaction.role = case when question.asks_about = 'course' then 'core' else 'mass' end
    group by grouping sets (
        (
            satisfaction.audience, satisfaction.question_code, satisfaction.province_code,
            satisfaction.module_code, satisfaction.level
        ),
        (
            satisfaction.audience, satisfaction.question_code, satisfaction.province_code,
            satisfaction.module_code
        ),
        (satisfaction.audience, satisfaction.question_code, satisfaction.province_code, satisfaction.level),
        (satisfaction.audience, satisfaction.question_code, satisfaction.province_code)
    )
)

select
    'satisfied' as measure,
    audience,
    '' as cohort_code,
    module_code,
    question_code,
    0 as report_year,
    level,
    'total' as people,
    province_code,
    satisfied as part,
    answers as whole
from answered
