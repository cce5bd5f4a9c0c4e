-- One row per person, report year and rater, as given: the overall mark and up to 18 criteria.
-- The province is that of the person's account in the report year.

select
    raw.row_no,
    learner_year.province_code,
    person.learner_key,
    cast(raw.report_year as usmallint) as report_year,
    coalesce(framework_year.framework_code, '') as framework_code,
    code_rater.code as rater,
    raw.rated_on,
    cast(code_mark.code as utinyint) as mark,
    raw.c1,
    raw.c2,
    raw.c3,
    raw.c4,
    raw.c5,
    raw.c6,
    raw.c7,
    raw.c8,
    raw.c9,
    raw.c10,
    raw.c11,
    raw.c12,
    raw.c13,
    raw.c14,
    raw.c15,
    raw.c16,
    raw.c17,
    raw.c18
from raw_danh_gia as raw
left join person on raw.identifier = person.identifier
left join learner_year
    on person.learner_key = learner_year.learner_key and raw.report_year = learner_year.school_year
left join learner on person.learner_key = learner.learner_key
left join framework_year
    on learner.audience = framework_year.audience and raw.report_year = framework_year.report_year
left join code_rater on raw.rater = code_rater.text
left join code_mark on raw.mark = code_mark.text
