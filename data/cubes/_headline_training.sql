-- Training, by cohort, module, level and group: lms_passed and certified of the enrolments. Core and mass
-- are never added, since each has its cohorts. Totals over module and level are written out as 'all'.

with

trained as (
    select
        cohort.audience,
        training.cohort_code,
        case when grouping(training.module_code) = 1 then 'all' else training.module_code end as module_code,
        case when grouping(training.level) = 1 then 'all' else training.level end as level,
        training.people,
        training.province_code,
        cast(sum(training.enrolments) as bigint) as enrolments,
        cast(sum(training.lms_passed) as bigint) as lms_passed,
        cast(sum(training.certified) as bigint) as certified
    from training
    inner join cohort on training.cohort_code = cohort.cohort_code
    group by grouping sets (
        (
            cohort.audience, training.cohort_code, training.people, training.province_code,
            training.module_code, training.level
        ),
        (
            cohort.audience, training.cohort_code, training.people, training.province_code,
            training.module_code
        ),
        (
            cohort.audience, training.cohort_code, training.people, training.province_code,
            training.level
        ),
        (cohort.audience, training.cohort_code, training.people, training.province_code)
    )
),

measure as (
    select 'lms_passed' as measure
    union all
    select 'certified' as measure
)

select
    measure.measure,
    trained.audience,
    trained.cohort_code,
    trained.module_code,
    '' as question_code,
    0 as report_year,
    trained.level,
    trained.people,
    trained.province_code,
    case measure.measure when 'lms_passed' then trained.lms_passed else trained.certified end as part,
    trained.enrolments as whole
from trained
cross join measure
