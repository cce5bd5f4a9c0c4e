-- Where does each province stand on one measure, and where did it stand last time?
--
-- One row per province of the vintage, always every one; what it lacks is said in `state`, never as a
-- zero: where nothing has come the part is null, though the whole may be known.
--
-- $measure, $audience, $cohort_code, $module_code, $question_code, $report_year, $level
--     the key of the headline rows; '' and 0 for what the measure does not know

with

answered as (
    select
        snapshot_id,
        province_code,
        part,
        whole,
        share(part, whole) as share
    from history
    where
        measure = $measure and audience = $audience and report_year = $report_year and level = $level
        and cohort_code = $cohort_code and module_code = $module_code and question_code = $question_code
),

previous as (
    select distinct
        snapshot_id,
        as_of
    from history
    where as_of < (select as_of from snapshot_info)
    order by as_of desc, snapshot_id desc
    limit 1
),

without_lms as (
    select province_code
    from lms_use
    where platform is null and $measure in ('lms_passed', 'certified', 'finished_all')
),

due as (
    -- when the latest data set due for this measure came; who trains on an LMS is known without one
    select
        province_code,
        arg_max_null(received_on, report_year) as received_on
    from submission
    where
        due_on <= (select as_of from snapshot_info)
        and ($report_year = 0 or report_year = $report_year)
        and dataset = case
            when $measure in ('lms_passed', 'certified', 'finished_all') then 'training'
            when $measure in ('assessment_completed', 'rated_good', 'rated_excellent') then 'assessment'
            when $measure = 'satisfied' then 'satisfaction'
        end
    group by province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    now.part,
    now.whole,
    now.share,
    past.share as previous_share,
    case
        when now.share is not null then 'value'
        when now.whole = 0 then 'nobody'
        -- a whole is only ever missing where it was taken out; a part also where nothing was sent
        when now.province_code is not null and now.whole is null and scope_province.province_code is null
            then 'withheld'
        when without_lms.province_code is not null then 'not_applicable'
        when due.province_code is not null and due.received_on is null then 'not_reported'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join previous on true
left join due on province.province_code = due.province_code
left join answered as now
    on
        province.province_code = now.province_code
        and snapshot_info.snapshot_id = now.snapshot_id
left join answered as past
    on
        province.province_code = past.province_code
        and previous.snapshot_id = past.snapshot_id
left join scope_province on province.province_code = scope_province.province_code
left join without_lms on province.province_code = without_lms.province_code
order by province.province_code
