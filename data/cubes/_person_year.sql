-- One row per person and school year, with the cell they belong to: people alike in province, year,
-- audience, role, level and traits. Cubes count by cell first, and only then by the overlapping groups.
-- What is not known of a person counts as "not". is_latest marks each person's last year, by which
-- whatever belongs to no report year is grouped. Cells, of which there are few, are put in order and
-- numbered, not people: no engine need line up a country for it.

with

latest as (
    select
        learner_key,
        max(school_year) as school_year
    from learner_year
    group by learner_key
),

known as (
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
        learner_year.school_year = latest.school_year as is_latest
    from learner_year
    inner join learner on learner_year.learner_key = learner.learner_key
    inner join latest on learner_year.learner_key = latest.learner_key
),

alike as (
    select distinct
        province_code,
        school_year,
        audience,
        role,
        level,
        is_female,
        is_ethnic_minority,
        is_disadvantaged
    from known
),

cell as (
    select
        alike.*,
        row_number() over (
            order by
                province_code, school_year, audience, role, level,
                is_female, is_ethnic_minority, is_disadvantaged
        ) as cell_no
    from alike
)

select
    known.*,
    cell.cell_no
from known
inner join cell
    on
        known.province_code is not distinct from cell.province_code
        and known.school_year is not distinct from cell.school_year
        and known.audience is not distinct from cell.audience
        and known.role is not distinct from cell.role
        and known.level is not distinct from cell.level
        and known.is_female is not distinct from cell.is_female
        and known.is_ethnic_minority is not distinct from cell.is_ethnic_minority
        and known.is_disadvantaged is not distinct from cell.is_disadvantaged
