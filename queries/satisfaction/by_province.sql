-- How satisfied are learners in each province, by one question?
--
-- One row per province of the snapshot's vintage, always every one of them; what a province
-- lacks is said in `state`, never as a zero.
--
-- $question_code  survey question
-- $audience       teacher or manager
-- $role           core or mass, never both
-- $module_code    module, or all
-- $level          school level, or all

with

counted as (
    select
        province_code,
        sum(answers)::bigint as answers,
        sum(case when answer >= satisfied_from then answers else 0 end)::bigint as satisfied
    from satisfaction
    inner join question on satisfaction.question_code = question.question_code
    where
        question.question_code = $question_code
        and audience = $audience
        and role = $role
        and ($module_code = 'all' or module_code = $module_code)
        and ($level = 'all' or level = $level)
    group by province_code
),

owing as (
    -- of the data sets due, the latest has not come
    select province_code
    from submission
    where dataset = 'satisfaction' and due_on <= (select as_of from snapshot_info)
    group by province_code
    having arg_max_null(received_on, report_year) is null
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    counted.answers,
    counted.satisfied,
    share(counted.satisfied, counted.answers) as share,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when counted.answers > 0 then 'value'
        when counted.answers = 0 then 'nobody'
        when is_left_out('satisfaction', province.province_code) then 'withheld'
        when province.province_code in (select province_code from owing) then 'not_reported'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join counted on province.province_code = counted.province_code
order by province.province_code
