-- One row per province, report year, role, level and rater: people whose criteria were all rated, and how
-- many of them got one and the same mark throughout.
--
-- Province, role and level are the person's in the report year. How many criteria there are is said by the
-- framework; where that is not known here, nobody can be said to have a mark for each, and there is no row.

with

rated as (
    select
        learner_key,
        report_year,
        framework_code,
        rater,
        [c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18] as marks
    from given_rating
)

select
    person_year.province_code,
    rated.report_year,
    rated.framework_code,
    person_year.role,
    person_year.level,
    rated.rater,
    count(*) as learners,
    count(*) filter (where list_min(rated.marks) = list_max(rated.marks)) as one_mark,
    count(*) filter (where list_min(rated.marks) = 4) as all_tot
from rated
inner join framework on rated.framework_code = framework.framework_code
inner join person_year
    on
        rated.learner_key = person_year.learner_key
        and rated.report_year = person_year.school_year
where array_length(list_filter(rated.marks, lambda mark: mark is not null)) = framework.criteria
group by
    person_year.province_code,
    rated.report_year,
    rated.framework_code,
    person_year.role,
    person_year.level,
    rated.rater
