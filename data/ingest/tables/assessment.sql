-- One row per criterion that a rater marked.

with

spread as (
    select
        province_code,
        learner_key,
        report_year,
        framework_code,
        rater,
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
)

select
    province_code,
    learner_key,
    report_year,
    framework_code,
    rater,
    marked.criterion_no,
    marked.mark
from spread
where marked.mark is not null
