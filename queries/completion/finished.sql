-- How many learners of each cohort finished every module they must?
--
-- One row per cohort of the audience; counts are learners, null where the cohort has none in
-- scope. Finished = every required module passed on the LMS; certified = a certificate for each.
--
-- $audience       teacher or manager
-- $people         group of learners; total: everybody
-- $province_code  one province, or null for all in scope

with

counted as (
    select
        cohort.cohort_code,
        sum(learners)::bigint as learners,
        sum(case when modules_passed >= modules_required then learners else 0 end)::bigint as finished_all,
        sum(case when modules_certified >= modules_required then learners else 0 end)::bigint as certified_all
    from progress
    inner join cohort on progress.cohort_code = cohort.cohort_code
    where
        people = $people
        and ($province_code is null or province_code = $province_code)
    group by cohort.cohort_code
)

select
    cohort.cohort_code,
    cohort.role,
    cohort.modules_required::bigint as modules_required,
    counted.learners,
    counted.finished_all,
    counted.certified_all,
    share(counted.finished_all, counted.learners) as finished_share,
    share(counted.certified_all, counted.learners) as certified_share
from cohort
left join counted on cohort.cohort_code = counted.cohort_code
where cohort.audience = $audience
order by cohort.intake, cohort.role, cohort.cohort_code
