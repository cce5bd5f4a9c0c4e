-- One row per answer, in the person's province.

select
    learner.province_code,
    person.learner_key,
    raw.question_code,
    raw.module_code,
    raw.answer,
    raw.answered_on
from raw_khao_sat as raw
left join person on person.identifier = raw.identifier
left join learner on learner.learner_key = person.learner_key
