-- One row per declared need, in the province of the person's account in the report year.

select
    raw.row_no,
    learner_year.province_code,
    person.learner_key,
    raw.report_year,
    coalesce(raw.module_code, '') as module_code,
    coalesce(raw.criterion_no, 0) as criterion_no
from raw_nhu_cau as raw
left join person on raw.identifier = person.identifier
left join learner_year
    on person.learner_key = learner_year.learner_key and raw.report_year = learner_year.school_year
