-- How many core and mass learners does each university answer for, and who of the core is trained?
--
-- One row per university that trains people of the audience, always every one of them: for teachers the
-- university of their province, for managers the Academy everywhere. Counts are learners by cohort, each
-- person being in one; null where nobody is. Core and mass stand side by side and are never added. Finished
-- = every required module passed on the LMS. mass_per_core = mass learners to one core learner.
-- provinces_assumed counts those only assumed its own.
--
-- $audience  teacher or manager

with

counted as (
    select
        territory.university_code,
        sum(progress.learners) filter (where cohort.role = 'core')::bigint as core_learners,
        sum(case when progress.modules_passed >= cohort.modules_required then progress.learners else 0 end)
        filter (where cohort.role = 'core')::bigint as core_finished,
        sum(progress.learners) filter (where cohort.role = 'mass')::bigint as mass_learners
    from progress
    inner join cohort on progress.cohort_code = cohort.cohort_code
    inner join territory($audience) as territory on progress.province_code = territory.province_code
    where cohort.audience = $audience and progress.people = 'total'
    group by territory.university_code
),

trained as (
    select
        university_code,
        count(*) as provinces,
        count(*) filter (where is_assumed) as provinces_assumed
    from territory($audience)
    group by university_code
)

select
    university.university_code,
    university.name_vi,
    university.name_en,
    trained.provinces,
    trained.provinces_assumed,
    counted.core_learners,
    counted.core_finished,
    share(counted.core_finished, counted.core_learners) as core_finished_share,
    counted.mass_learners,
    share(counted.mass_learners, counted.core_learners) as mass_per_core
from trained
inner join university on trained.university_code = university.university_code
left join counted on trained.university_code = counted.university_code
order by university.university_code
