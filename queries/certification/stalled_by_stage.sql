-- At which stage do learners of one cohort stand without a movement, and for how long?
--
-- One row per stage, in the order of the way. Stalled = no movement for at least so many days; who is done
-- has nothing to wait for, so that stage has no stalled. Counts are learners; module all counts each
-- learner once, where the module stands that has stood longest. Null where the cohort has nobody in scope.
--
-- $cohort_code    cohort
-- $module_code    module, or all: each learner once
-- $stalled_days   days without a movement from which on a learner counts as stalled
-- $province_code  one province, or null for all in scope

with

counted as (
    select
        stage,
        sum(learners)::bigint as learners,
        sum(case when days >= $stalled_days then learners else 0 end)::bigint as stalled
    from standstill
    where
        cohort_code = $cohort_code
        and module_code = $module_code
        and ($province_code is null or province_code = $province_code)
    group by stage
),

anybody as (
    select count(*) as stages
    from counted
),

place as (
    select
        listed.stage,
        listed.stage_no,
        case when anybody.stages > 0 then coalesce(counted.learners, 0) end as learners,
        case when anybody.stages > 0 and listed.stage <> 'done' then coalesce(counted.stalled, 0) end
            as stalled
    from (
        values
        (1, 'not_started'), (2, 'at_lms'), (3, 'lms_refused'), (4, 'to_supporter'), (5, 'at_supporter'),
        (6, 'supporter_refused'), (7, 'to_university'), (8, 'at_university'), (9, 'university_refused'),
        (10, 'to_certificate'), (11, 'done')
    ) as listed (stage_no, stage)
    cross join anybody
    left join counted on listed.stage = counted.stage
)

select
    stage,
    stage_no::bigint as stage_no,
    learners,
    stalled,
    share(stalled, learners) as stalled_share
from place
order by stage_no
