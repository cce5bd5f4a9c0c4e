-- One row per province, report year, role, level, criterion and pair of marks: people whom both rated.
--
-- Criterion 0 is the overall rating. The head rates every second year, so most people of a year have no
-- pair: a comparison is made over those who have both, never over all who rated themselves. Province, role
-- and level are the person's in the report year.

with

own as (
    select
        learner_key,
        report_year,
        framework_code,
        [mark, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18] as marks
    from given_rating
    where rater = 'self'
),

heads as (
    select
        learner_key,
        report_year,
        [mark, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18] as marks
    from given_rating
    where rater = 'head'
),

met as (
    select
        person_year.province_code,
        own.report_year,
        own.framework_code,
        person_year.role,
        person_year.level,
        unnest(range(19)) as criterion_no,
        unnest(own.marks) as self_mark,
        unnest(heads.marks) as head_mark
    from own
    inner join heads
        on
            own.learner_key = heads.learner_key
            and own.report_year = heads.report_year
    inner join person_year
        on
            own.learner_key = person_year.learner_key
            and own.report_year = person_year.school_year
)

select
    province_code,
    report_year,
    framework_code,
    role,
    level,
    criterion_no,
    self_mark,
    head_mark,
    count(*) as learners
from met
where self_mark is not null and head_mark is not null
group by
    province_code,
    report_year,
    framework_code,
    role,
    level,
    criterion_no,
    self_mark,
    head_mark
