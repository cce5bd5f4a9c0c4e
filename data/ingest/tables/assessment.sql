-- One row per criterion that a rater marked.

with

spread as (
    select
        province_code,
        learner_key,
        report_year,
        framework_code,
        rater,
        unnest(range(1, 19)) as criterion_no,
        unnest([c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18]) as mark
    from given_rating
)

select
    province_code,
    learner_key,
    report_year,
    framework_code,
    rater,
    criterion_no,
    mark
from spread
where mark is not null
