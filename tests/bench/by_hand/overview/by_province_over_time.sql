with moment as (select distinct snapshot_id, as_of from history),
owing as (
    select snapshot_id, province_code
    from moment join submission on due_on <= as_of
    where dataset = 'training'
    group by all having coalesce(arg_max_null(received_on, report_year) > any_value(as_of), true)),
counted as (
    select snapshot_id, province_code, part, whole from history
    where measure = 'lms_passed' and audience = 'teacher' and cohort_code = 'teacher-mass-2020' and module_code = 'all'
        and level = 'all' and people = 'total')
select snapshot_id, as_of, province_code, name_vi, name_en, region_code, part, whole,
    part / nullif(whole, 0) as share, 1::bigint as units, (whole is not null and part is not null)::bigint as units_known,
    case when whole > 0 then 'value' when whole = 0 then 'nobody' when platform is null then 'not_applicable'
        when (snapshot_id, province_code) in (from owing) then 'not_reported' else 'no_data' end as state
from moment cross join province left join counted using (snapshot_id, province_code)
left join lms_use using (province_code)
order by as_of, snapshot_id, province_code
