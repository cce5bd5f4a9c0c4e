-- Coverage, one row per province: lms_use (does it train on an LMS), reporting (data sets received of those
-- due) and report_published (TEMIS reports), for what is due by the snapshot's date. Of no audience.

with

owed as (
    select
        case when submission.dataset = 'temis_report' then 'report_published' else 'reporting' end as measure,
        submission.report_year,
        submission.province_code,
        count(*) filter (
            where
            (submission.dataset <> 'temis_report' and submission.received_on <= as_of.as_of)
            or (submission.dataset = 'temis_report' and submission.published_on <= as_of.as_of)
        ) as given,
        count(*) as due
    from submission
    cross join as_of
    where submission.due_on <= as_of.as_of
    group by
        case when submission.dataset = 'temis_report' then 'report_published' else 'reporting' end,
        submission.report_year,
        submission.province_code
)

select
    'lms_use' as measure,
    '' as audience,
    '' as cohort_code,
    '' as module_code,
    '' as question_code,
    0 as report_year,
    'all' as level,
    'total' as people,
    province_code,
    case when platform is null then 0 else 1 end as part,
    1 as whole
from lms_use
union all
select
    measure,
    '' as audience,
    '' as cohort_code,
    '' as module_code,
    '' as question_code,
    report_year,
    'all' as level,
    'total' as people,
    province_code,
    given as part,
    due as whole
from owed
