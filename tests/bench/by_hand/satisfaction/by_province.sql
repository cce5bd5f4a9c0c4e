with owing as (
    select province_code from submission
    where dataset = 'satisfaction' and due_on <= (select as_of from snapshot_info)
    group by 1 having arg_max_null(received_on, report_year) is null),
counted as (
    select province_code, sum(answers)::bigint as answers,
        sum(if(answer >= (select satisfied_from from question where question_code = 'support_satisfied'), answers, 0))
            ::bigint as satisfied
    from satisfaction where question_code = 'support_satisfied' and audience = 'teacher' and role = 'mass' group by 1)
select province_code, name_vi, name_en, region_code, answers, satisfied, satisfied / nullif(answers, 0) as share,
    case when answers > 0 then 'value' when answers = 0 then 'nobody'
        when province_code in (from owing) then 'not_reported' else 'no_data' end as state
from province left join counted using (province_code) order by province_code
