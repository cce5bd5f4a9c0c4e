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
        unnest([
            { 'criterion_no': 1, 'mark': c1 },
            { 'criterion_no': 2, 'mark': c2 },
            { 'criterion_no': 3, 'mark': c3 },
            { 'criterion_no': 4, 'mark': c4 },
            { 'criterion_no': 5, 'mark': c5 },
            { 'criterion_no': 6, 'mark': c6 },
            { 'criterion_no': 7, 'mark': c7 },
            { 'criterion_no': 8, 'mark': c8 },
            { 'criterion_no': 9, 'mark': c9 },
            { 'criterion_no': 10, 'mark': c10 },
            { 'criterion_no': 11, 'mark': c11 },
            { 'criterion_no': 12, 'mark': c12 },
            { 'criterion_no': 13, 'mark': c13 },
            { 'criterion_no': 14, 'mark': c14 },
            { 'criterion_no': 15, 'mark': c15 },
            { 'criterion_no': 16, 'mark': c16 },
            { 'criterion_no': 17, 'mark': c17 },
            { 'criterion_no': 18, 'mark': c18 }
        ]) as marked
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
    marked.criterion_no,
    count(*) filter (where marked.mark = 1) as chua_dat,
    count(*) filter (where marked.mark = 2) as dat,
    count(*) filter (where marked.mark = 3) as kha,
    count(*) filter (where marked.mark = 4) as tot
from rated
where marked.mark is not null
group by
    province_code,
    district_code,
    report_year,
    framework_code,
    level,
    rater,
    marked.criterion_no
