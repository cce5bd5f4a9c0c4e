-- Assessment, by report year, level and group: assessment_completed of the accounts, rated_good (Khá or
-- Tốt) and rated_excellent (Tốt) of the completed. Both roles; the part is null where a mark was not read.

with

measure as (
    select 'assessment_completed' as measure
    union all
    select 'rated_good' as measure
    union all
    select 'rated_excellent' as measure
),

counted as (
    select
        measure.measure,
        standing.audience,
        standing.report_year,
        standing.level,
        standing.people,
        standing.province_code,
        case measure.measure
            when 'assessment_completed' then standing.completed
            when 'rated_good' then standing.kha + standing.tot
            else standing.tot
        end as part,
        case measure.measure
            when 'assessment_completed' then standing.accounts
            else standing.completed
        end as whole
    from standing
    cross join measure
    where standing.role = 'all'
)

select
    measure,
    audience,
    '' as cohort_code,
    '' as module_code,
    '' as question_code,
    report_year,
    level,
    people,
    province_code,
    part,
    whole
from counted
where whole is not null
