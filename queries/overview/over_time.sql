-- How did one measure move from snapshot to snapshot?
--
-- One row per snapshot of the series up to this one, oldest first; a snapshot without an answer
-- stays in, as a gap. Sums run over the provinces whose part and whole are both known.
--
-- $measure, $audience, $cohort_code, $module_code, $question_code, $report_year, $level, $people
--     the key of the headline rows; '' and 0 for what the measure does not know, 'total' for the group
-- $province_code  one province, or null for the whole country

with

counted as (
    select
        snapshot_id,
        sum(part)::bigint as part,
        sum(whole)::bigint as whole,
        count(*) as units_with_data
    from history
    where
        measure = $measure and audience = $audience and cohort_code = $cohort_code
        and module_code = $module_code and question_code = $question_code
        and report_year = $report_year and level = $level and people = $people
        and ($province_code is null or province_code = $province_code)
        and both_known(part, whole)
    group by snapshot_id
)

select
    moment.snapshot_id,
    moment.as_of,
    counted.part,
    counted.whole,
    share(counted.part, counted.whole) as share,
    coalesce(counted.units_with_data, 0) as units_with_data
from moment
left join counted on moment.snapshot_id = counted.snapshot_id
order by moment.as_of, moment.snapshot_id
