-- Where does each province stand on one measure, and where did it stand last time?
--
-- One row per province of the division shown, always every one; what it lacks is said in `state`, never as a
-- zero: where nothing has come the part is null, though the whole may be known. Its counts are those of
-- `units_known` of the `units` provinces of the data that it is made of.
--
-- $measure, $audience, $cohort_code, $module_code, $question_code, $report_year, $level, $people
--     the key of the headline rows; '' and 0 for what the measure does not know, 'total' for the group

with

answered as (
    select
        snapshot_id,
        province_code,
        part,
        whole,
        share(part, whole) as share,
        units_known,
        -- a whole is only ever missing where it was taken out; a part also where nothing was sent
        whole is null as is_withheld
    from history
    where
        measure = $measure and audience = $audience and report_year = $report_year
        and cohort_code = $cohort_code and module_code = $module_code and question_code = $question_code
        and level = $level and people = $people
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
        when now.is_withheld then 'withheld'
        when unit_count.units is null then 'merged'
        when outside.province_code is not null then 'not_applicable'
        when due.province_code is not null and due.received_on is null then 'not_reported'
        else 'no_data'
    end as state,
    coalesce(unit_count.units, 0) as units,
    coalesce(now.units_known, 0)::bigint as units_known
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join previous on true
left join unit_count on province.province_code = unit_count.province_code
left join latest_due($measure, $report_year) as due on province.province_code = due.province_code
left join answered as now
    on province.province_code = now.province_code and snapshot_info.snapshot_id = now.snapshot_id
left join answered as past
    on province.province_code = past.province_code and previous.snapshot_id = past.snapshot_id
left join outside($measure) as outside on province.province_code = outside.province_code
order by province.province_code
