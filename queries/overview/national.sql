-- Where does the country stand, measure by measure, and where did it stand last time?
--
-- One row per measure, always all ten. Sums run over provinces whose part and whole are both known.
-- Last time = the latest earlier snapshot of the series; a measure it did not hold has no past.
--
-- $audience       teacher or manager
-- $cohort_code    cohort, for the training measures
-- $report_year    report year, for the measures that know one
-- $question_code  survey question, for the satisfied measure

with

asked (measure_no, measure, audience, cohort_code, module_code, question_code, report_year) as (
    values
    (1, 'lms_use', '', '', '', '', 0),
    (2, 'reporting', '', '', '', '', $report_year),
    (3, 'report_published', '', '', '', '', $report_year),
    (4, 'assessment_completed', $audience, '', '', '', $report_year),
    (5, 'lms_passed', $audience, $cohort_code, 'all', '', 0),
    (6, 'certified', $audience, $cohort_code, 'all', '', 0),
    (7, 'finished_all', $audience, $cohort_code, '', '', 0),
    (8, 'rated_good', $audience, '', '', '', $report_year),
    (9, 'rated_excellent', $audience, '', '', '', $report_year),
    (10, 'satisfied', $audience, '', 'all', $question_code, 0)
),

counted as (
    select
        history.snapshot_id,
        asked.measure,
        sum(history.part)::bigint as part,
        sum(history.whole)::bigint as whole,
        count(*) as units_with_data
    from asked
    inner join history
        on
            asked.measure = history.measure
            and asked.audience = history.audience
            and asked.cohort_code = history.cohort_code
            and asked.module_code = history.module_code
            and asked.question_code = history.question_code
            and asked.report_year = history.report_year
    where
        history.level = 'all'
        and history.people = 'total'
        and both_known(history.part, history.whole)
    group by all
),

unit as (
    select count(*) as units
    from province
    where vintage = (select vintage from snapshot_info)
),

previous as (
    select
        snapshot_id,
        as_of
    from moment
    where as_of < (select as_of from snapshot_info)
    order by as_of desc, snapshot_id desc
    limit 1
)

select
    asked.measure,
    now.part,
    now.whole,
    share(now.part, now.whole) as share,
    coalesce(now.units_with_data, 0) as units_with_data,
    unit.units,
    previous.as_of as previous_as_of,
    past.part as previous_part,
    past.whole as previous_whole,
    share(past.part, past.whole) as previous_share
from asked
cross join snapshot_info
cross join unit
left join previous on true
left join counted as now on asked.measure = now.measure and snapshot_info.snapshot_id = now.snapshot_id
left join counted as past on asked.measure = past.measure and previous.snapshot_id = past.snapshot_id
order by asked.measure_no
