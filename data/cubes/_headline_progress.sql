-- Progress, by cohort, level and group: finished_all, the learners who passed every required module on the
-- LMS.

with

advanced as (
    select
        cohort.audience,
        progress.cohort_code,
        case when grouping(progress.level) = 1 then 'all' else progress.level end as level,
        progress.people,
        progress.province_code,
        cast(coalesce(sum(progress.learners) filter (
            where progress.modules_passed >= cohort.modules_required
        ), 0) as bigint) as finished_all,
        cast(sum(progress.learners) as bigint) as learners
    from progress
    inner join cohort on progress.cohort_code = cohort.cohort_code
    group by grouping sets (
        (
            cohort.audience, progress.cohort_code, progress.people, progress.province_code,
            progress.level
        ),
        (cohort.audience, progress.cohort_code, progress.people, progress.province_code)
    )
)

select
    'finished_all' as measure,
    audience,
    cohort_code,
    '' as module_code,
    '' as question_code,
    0 as report_year,
    level,
    people,
    province_code,
    finished_all as part,
    learners as whole
from advanced
