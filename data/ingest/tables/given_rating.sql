-- One row per person, report year and rater, as given: the overall mark and up to 18 criteria.
-- The province is that of the person's account in the report year.

select
    learner_year.province_code,
    person.learner_key,
    cast(raw.report_year as usmallint) as report_year,
    coalesce(framework_year.framework_code, '') as framework_code,
    code_rater.code as rater,
    raw.rated_on,
    cast(code_mark.code as utinyint) as mark,
    raw.c1, raw.c2, raw.c3, raw.c4, raw.c5, raw.c6, raw.c7, raw.c8, raw.c9,
    raw.c10, raw.c11, raw.c12, raw.c13, raw.c14, raw.c15, raw.c16, raw.c17, raw.c18
from raw_danh_gia as raw
left join person on person.identifier = raw.identifier
left join learner_year
    on learner_year.learner_key = person.learner_key and learner_year.school_year = raw.report_year
left join learner on learner.learner_key = person.learner_key
left join framework_year
    on framework_year.audience = learner.audience and framework_year.report_year = raw.report_year
left join code_rater on code_rater.text = raw.rater
left join code_mark on code_mark.text = raw.mark
