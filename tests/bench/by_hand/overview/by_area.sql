with summed as (
    select region_code, count(*) as provinces, count(part + whole) as provinces_known,
        (sum(part) filter (where whole is not null))::bigint as part,
        (sum(whole) filter (where part is not null))::bigint as whole
    from province left join (
        select province_code, part, whole from headline
        where measure = 'lms_passed' and audience = 'teacher' and cohort_code = 'teacher-mass-2020'
            and module_code = 'all' and level = 'all' and people = 'total') using (province_code)
    group by 1)
select region_code as area_code, name_vi, name_en, provinces, provinces_known, part, whole,
    part / nullif(whole, 0) as share,
    case when whole > 0 then 'value' when whole = 0 then 'nobody' else 'no_data' end as state
from summed join region using (region_code) order by 1
