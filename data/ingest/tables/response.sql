-- One row per answer, in the person's province.

select
    raw.row_no,
    learner.province_code,
    person.learner_key,
    raw.question_code,
    raw.module_code,
    raw.answer,
    raw.answered_on
from raw_khao_sat as raw
left join person on raw.identifier = person.identifier
left join learner on person.learner_key = learner.learner_key
