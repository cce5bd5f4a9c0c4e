-- How many learners stand without a movement, told apart by region, university, module or cohort?
--
-- One row per group, always every one of them, as in waiting_by_group. Unfinished = learners not done;
-- stalled = of them, those without a movement for at least so many days. Module all counts each learner
-- once. By module every module is counted apart: a learner stands in each. Null where the group has nobody
-- in scope.
--
-- $by             region, university, module or cohort
-- $cohort_code    cohort; the cohorts of its audience and role where they are told apart
-- $module_code    module, or all: each learner once
-- $stalled_days   days without a movement from which on a learner counts as stalled
-- $province_code  one province, or null for all in scope

with

counted as (
    select
        case $by
            when 'module' then standstill.module_code
            when 'cohort' then standstill.cohort_code
            else placed.group_code
        end as group_code,
        sum(learners)::bigint as learners,
        sum(case when stage <> 'done' then learners else 0 end)::bigint as unfinished,
        sum(case when stage <> 'done' and days >= $stalled_days then learners else 0 end)::bigint as stalled
    from standstill
    inner join group_place($by, $cohort_code) as placed on standstill.province_code = placed.province_code
    where
        ($by = 'cohort' or standstill.cohort_code = $cohort_code)
        and ($by = 'module' or standstill.module_code = $module_code)
        and ($province_code is null or standstill.province_code = $province_code)
    group by all
)

select
    listed.group_code,
    listed.name_vi,
    listed.name_en,
    listed.provinces_assumed,
    counted.learners,
    counted.unfinished,
    counted.stalled,
    share(counted.stalled, counted.unfinished) as stalled_share,
    share(counted.stalled, counted.learners) as stalled_of_all_share
from group_listed($by, $cohort_code) as listed
left join counted on listed.group_code = counted.group_code
order by listed.group_code
