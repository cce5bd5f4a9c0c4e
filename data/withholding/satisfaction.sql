-- One row per place, audience, role and question: answers, and those at its satisfied point or above.

select
    satisfaction.province_code,
    satisfaction.audience,
    satisfaction.role,
    satisfaction.question_code,
    sum(satisfaction.answers)::bigint as answers,
    sum(case when satisfaction.answer >= question.satisfied_from then satisfaction.answers else 0 end)::bigint
        as satisfied
from satisfaction
inner join question on satisfaction.question_code = question.question_code
group by satisfaction.province_code, satisfaction.audience, satisfaction.role, satisfaction.question_code
