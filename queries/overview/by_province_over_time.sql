-- Where did each province stand on one measure, at every snapshot up to this one?
--
-- One row per snapshot of the series and province of the division shown, always every one of them, oldest
-- first. `units` counts what the province is made of in that snapshot's own division; `state` says why there
-- is no share as of that date: what came later had not come yet.
--
-- $measure, $audience, $cohort_code, $module_code, $question_code, $report_year, $level, $people
--     the key of the headline rows; '' and 0 for what the measure does not know, 'total' for the group

with

place as (
    select
        moment.snapshot_id,
        moment.as_of,
        case shown.vintage when 63 then code_63 else code_34 end as province_code,
        case
            when moment.vintage = shown.vintage then 1
            when moment.vintage = 63 then count(*)
            else count(*) filter (where is_kept)
        end as units
    from moment
    cross join snapshot_info as shown
    cross join province_merge
    group by moment.snapshot_id, moment.as_of, moment.vintage, shown.vintage, province_code
),

due as (
    -- when the latest data set due by that date for this measure came
    select
        moment.snapshot_id,
        submission.province_code,
        arg_max_null(submission.received_on, submission.report_year) as received_on
    from moment
    inner join submission on moment.as_of >= submission.due_on
    where dataset = dataset_of($measure) and ($report_year = 0 or report_year = $report_year)
    group by moment.snapshot_id, submission.province_code
)

select
    place.snapshot_id,
    place.as_of,
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    history.part,
    history.whole,
    share(history.part, history.whole) as share,
    place.units,
    coalesce(history.units_known, 0)::bigint as units_known,
    case
        when share(history.part, history.whole) is not null then 'value'
        when history.whole = 0 then 'nobody'
        when history.province_code is not null and history.whole is null then 'withheld'
        when place.units = 0 then 'merged'
        when outside.province_code is not null then 'not_applicable'
        when coalesce(due.received_on > place.as_of, due.province_code is not null) then 'not_reported'
        else 'no_data'
    end as state
from place
inner join province on place.province_code = province.province_code
left join due on place.snapshot_id = due.snapshot_id and place.province_code = due.province_code
left join outside($measure) as outside on place.province_code = outside.province_code
left join history
    on
        place.snapshot_id = history.snapshot_id and place.province_code = history.province_code
        and measure = $measure and audience = $audience and history.report_year = $report_year
        and cohort_code = $cohort_code and module_code = $module_code and question_code = $question_code
        and level = $level and people = $people
order by place.as_of, place.snapshot_id, province.province_code
