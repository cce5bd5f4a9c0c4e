-- One row per person and school year, with the cell they belong to: people alike in province, year,
-- audience, role, level and traits. Cubes count by cell first, and only then by the overlapping groups.
-- What is not known of a person counts as "not". is_latest marks each person's last year, by which
-- whatever belongs to no report year is grouped.

select
    learner_year.province_code,
    learner_year.learner_key,
    learner_year.school_year,
    learner_year.school_code,
    learner.audience,
    learner_year.role,
    learner_year.level,
    coalesce(learner.is_female, false) as is_female,
    coalesce(learner.is_ethnic_minority, false) as is_ethnic_minority,
    learner_year.is_disadvantaged,
    learner_year.is_head_due,
    learner_year.account_on,
    row_number() over (
        partition by learner_year.learner_key
        order by learner_year.school_year desc
    ) = 1 as is_latest,
    dense_rank() over (
        order by
            learner_year.province_code,
            learner_year.school_year,
            learner.audience,
            learner_year.role,
            learner_year.level,
            coalesce(learner.is_female, false),
            coalesce(learner.is_ethnic_minority, false),
            learner_year.is_disadvantaged
    ) as cell_no
from learner_year
inner join learner on learner_year.learner_key = learner.learner_key
