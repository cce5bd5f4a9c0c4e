-- One row per supported person and module, in the person's province.

select
    learner.province_code,
    person.learner_key,
    raw.module_code,
    supporter.learner_key as supporter_key
from raw_ho_tro as raw
left join person on person.identifier = raw.identifier
left join person as supporter on supporter.identifier = raw.supporter_identifier
left join learner on learner.learner_key = person.learner_key
