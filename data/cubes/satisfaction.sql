-- One row per province, question, module, audience, role, level and point: answers.
--
-- Audience, role and level are those of the person's latest year.

select
    response.province_code,
    response.question_code,
    response.module_code,
    person_year.audience,
    person_year.role,
    person_year.level,
    response.answer,
    count(*) as answers
from response
inner join person_year on response.learner_key = person_year.learner_key and person_year.is_latest
group by
    response.province_code,
    response.question_code,
    response.module_code,
    person_year.audience,
    person_year.role,
    person_year.level,
    response.answer
