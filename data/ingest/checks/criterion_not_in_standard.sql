-- fail: a criterion is marked that the person's standard does not have (teachers have 15, managers 18)

with

marked as (
    select
        row_no,
        framework_code,
        case
            when c18 is not null then 18
            when c17 is not null then 17
            when c16 is not null then 16
            else 0
        end as last_criterion
    from given_rating
)

select
    'danh_gia' as file,
    marked.row_no,
    'TC' || marked.last_criterion as header,
    marked.framework_code as value
from marked
inner join framework on marked.framework_code = framework.framework_code
where marked.last_criterion > framework.criteria
