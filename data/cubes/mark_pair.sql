-- One row per province, report year, role, level, criterion and pair of marks: people whom both rated.
--
-- Criterion 0 is the overall rating. The head rates every second year, so most people of a year have no
-- pair: a comparison is made over those who have both, never over all who rated themselves. Province, role
-- and level are the person's in the report year.

with

met as (
    select
        person_year.province_code,
        own.report_year,
        own.framework_code,
        person_year.role,
        person_year.level,
        unnest([
            { 'criterion_no': 0, 'own': own.mark, 'heads': heads.mark },
            { 'criterion_no': 1, 'own': own.c1, 'heads': heads.c1 },
            { 'criterion_no': 2, 'own': own.c2, 'heads': heads.c2 },
            { 'criterion_no': 3, 'own': own.c3, 'heads': heads.c3 },
            { 'criterion_no': 4, 'own': own.c4, 'heads': heads.c4 },
            { 'criterion_no': 5, 'own': own.c5, 'heads': heads.c5 },
            { 'criterion_no': 6, 'own': own.c6, 'heads': heads.c6 },
            { 'criterion_no': 7, 'own': own.c7, 'heads': heads.c7 },
            { 'criterion_no': 8, 'own': own.c8, 'heads': heads.c8 },
            { 'criterion_no': 9, 'own': own.c9, 'heads': heads.c9 },
            { 'criterion_no': 10, 'own': own.c10, 'heads': heads.c10 },
            { 'criterion_no': 11, 'own': own.c11, 'heads': heads.c11 },
            { 'criterion_no': 12, 'own': own.c12, 'heads': heads.c12 },
            { 'criterion_no': 13, 'own': own.c13, 'heads': heads.c13 },
            { 'criterion_no': 14, 'own': own.c14, 'heads': heads.c14 },
            { 'criterion_no': 15, 'own': own.c15, 'heads': heads.c15 },
            { 'criterion_no': 16, 'own': own.c16, 'heads': heads.c16 },
            { 'criterion_no': 17, 'own': own.c17, 'heads': heads.c17 },
            { 'criterion_no': 18, 'own': own.c18, 'heads': heads.c18 }
        ]) as marks
    from given_rating as own
    inner join given_rating as heads
        on
            own.learner_key = heads.learner_key
            and own.report_year = heads.report_year
    inner join person_year
        on
            own.learner_key = person_year.learner_key
            and own.report_year = person_year.school_year
    where own.rater = 'self' and heads.rater = 'head'
)

select
    province_code,
    report_year,
    framework_code,
    role,
    level,
    marks.criterion_no,
    marks.own as self_mark,
    marks.heads as head_mark,
    count(*) as learners
from met
where marks.own is not null and marks.heads is not null
group by
    province_code,
    report_year,
    framework_code,
    role,
    level,
    marks.criterion_no,
    marks.own,
    marks.heads
