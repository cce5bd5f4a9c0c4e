-- What is told of broken rows: how many by rule, file and column, and their commonest values.

with

counted as (
    select
        rule,
        file,
        header,
        value,
        count(*) as often
    from said
    group by rule, file, header, value
),

ranked as (
    select
        rule,
        file,
        header,
        value,
        often,
        row_number() over (
            partition by rule, file, header order by value is null, often desc, value asc
        ) as place
    from counted
)

select
    rule,
    file,
    header,
    cast(sum(often) as bigint) as rows,
    list(value order by place) filter (where place <= 5 and value is not null) as sample
from ranked
group by rule, file, header
order by rule, file, header
