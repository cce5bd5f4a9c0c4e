-- One row per supported person and module, in the person's province.

select
    raw.row_no,
    learner.province_code,
    person.learner_key,
    raw.module_code,
    supporter.learner_key as supporter_key
from raw_ho_tro as raw
left join person on raw.identifier = person.identifier
left join person as supporter on raw.supporter_identifier = supporter.identifier
left join learner on person.learner_key = learner.learner_key
