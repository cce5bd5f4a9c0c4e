-- What stands in each province of a university's territory?
--
-- One row per province of the division shown, always every one, with the university that trains there and
-- how sure that is; what a province lacks is said in `state`, never as a zero. Core and mass learners are
-- counted by cohort, each person being in one, and never added; passes and certificates are enrolments of
-- the cohort asked for.
--
-- $audience     teacher or manager
-- $cohort_code  cohort whose passes and certificates are counted
-- $module_code  module, or all

with

counted as (
    select
        progress.province_code,
        sum(progress.learners) filter (where cohort.role = 'core')::bigint as core_learners,
        sum(case when progress.modules_passed >= cohort.modules_required then progress.learners else 0 end)
        filter (where cohort.role = 'core')::bigint as core_finished,
        sum(progress.learners) filter (where cohort.role = 'mass')::bigint as mass_learners
    from progress
    inner join cohort on progress.cohort_code = cohort.cohort_code
    where cohort.audience = $audience and progress.people = 'total'
    group by progress.province_code
),

passed as (
    select
        province_code,
        sum(lms_passed)::bigint as lms_passed,
        sum(certified)::bigint as certified
    from training
    where
        cohort_code = $cohort_code
        and people = 'total'
        and ($module_code = 'all' or module_code = $module_code)
    group by province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    territory.university_code,
    territory.university_basis,
    counted.core_learners,
    counted.core_finished,
    share(counted.core_finished, counted.core_learners) as core_finished_share,
    counted.mass_learners,
    share(counted.mass_learners, counted.core_learners) as mass_per_core,
    passed.lms_passed,
    passed.certified,
    share(passed.certified, passed.lms_passed) as certified_share,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when counted.province_code is not null or passed.province_code is not null then 'value'
        when is_left_out('progress', province.province_code) then 'withheld'
        when unit_count.units is null then 'merged'
        when outside.province_code is not null then 'not_applicable'
        when due.province_code is not null and due.received_on is null then 'not_reported'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
inner join territory($audience) as territory on province.province_code = territory.province_code
left join counted on province.province_code = counted.province_code
left join passed on province.province_code = passed.province_code
left join unit_count on province.province_code = unit_count.province_code
left join outside('lms_passed') as outside on province.province_code = outside.province_code
left join latest_due('lms_passed', 0) as due on province.province_code = due.province_code
order by province.province_code
