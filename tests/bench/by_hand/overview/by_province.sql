with owing as (
    select province_code from submission
    where dataset = 'training' and due_on <= (select as_of from snapshot_info)
    group by 1 having arg_max_null(received_on, report_year) is null),
past as (
    select province_code, part / nullif(whole, 0) as share from history
    where measure = 'lms_passed' and audience = 'teacher' and cohort_code = 'teacher-mass-2020' and module_code = 'all'
        and level = 'all' and people = 'total'
        and as_of = (select max(h.as_of) from history h, snapshot_info i where h.as_of < i.as_of)),
now as (
    select province_code, part, whole from headline
    where measure = 'lms_passed' and audience = 'teacher' and cohort_code = 'teacher-mass-2020' and module_code = 'all'
        and level = 'all' and people = 'total')
select province_code, name_vi, name_en, region_code, part, whole, part / nullif(whole, 0) as share,
    past.share as previous_share,
    case when whole > 0 then 'value' when whole = 0 then 'nobody' when platform is null then 'not_applicable'
        when province_code in (from owing) then 'not_reported' else 'no_data' end as state,
    1::bigint as units, (part is not null and whole is not null)::bigint as units_known
from province left join now using (province_code) left join past using (province_code)
left join lms_use using (province_code)
order by province_code
