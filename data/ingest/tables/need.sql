-- One row per declared need, in the province of the person's account in the report year.

select
    learner_year.province_code,
    person.learner_key,
    raw.report_year,
    coalesce(raw.module_code, '') as module_code,
    coalesce(raw.criterion_no, 0) as criterion_no
from raw_nhu_cau as raw
left join person on person.identifier = raw.identifier
left join learner_year
    on learner_year.learner_key = person.learner_key and learner_year.school_year = raw.report_year
