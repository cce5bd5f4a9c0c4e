with owing as (
    select province_code from submission where dataset = 'assessment' and report_year = 2021
        and due_on <= (select as_of from snapshot_info) and received_on is null),
asked as (
    select province_code, measure, part, whole from headline
    where audience = 'teacher' and report_year = 2021 and level = 'all' and people = 'total'
        and measure in ('rated_good', 'assessment_completed')),
own as (select province_code, part, whole from asked where measure = 'rated_good'),
everybody as (select province_code, whole as base from asked where measure = 'assessment_completed')
select province_code, name_vi, name_en, part, whole, base,
    base - case when part is null then 0 else whole end as missing,
    coalesce(part, 0) / nullif(base, 0) as low_share, (coalesce(part, 0) + missing) / nullif(base, 0) as high_share,
    case when part / nullif(whole, 0) is not null then 'value' when whole = 0 then 'nobody'
        when province_code in (from owing) then 'not_reported' else 'no_data' end as state
from province left join own using (province_code) left join everybody using (province_code) order by province_code
