-- One row per district, report year, level, rater and criterion: people by mark.
--
-- The district is that of the person's school in the report year. What colleagues think is not told by
-- district: a handful of people rate each other there.

with

rated as (
    select
        person_year.province_code,
        school.district_code,
        given_rating.report_year,
        given_rating.framework_code,
        person_year.level,
        given_rating.rater,
        unnest(range(1, 19)) as criterion_no,
        unnest([c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18]) as mark
    from given_rating
    inner join person_year
        on
            given_rating.learner_key = person_year.learner_key
            and given_rating.report_year = person_year.school_year
    inner join school
        on
            person_year.province_code = school.province_code
            and person_year.school_code = school.school_code
    where given_rating.rater in ('self', 'head')
)

select
    province_code,
    district_code,
    report_year,
    framework_code,
    level,
    rater,
    criterion_no,
    count(*) filter (where mark = 1) as chua_dat,
    count(*) filter (where mark = 2) as dat,
    count(*) filter (where mark = 3) as kha,
    count(*) filter (where mark = 4) as tot
from rated
where mark is not null
group by
    province_code,
    district_code,
    report_year,
    framework_code,
    level,
    rater,
    criterion_no
