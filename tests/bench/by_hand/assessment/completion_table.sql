with counted as (
    select level, people, coalesce(sum(accounts) filter (where completed is not null), sum(accounts))::bigint as accounts,
        sum(completed)::bigint as completed
    from standing where report_year = 2021 and audience = 'teacher' and role = 'all' group by all)
select list_position(['all', 'primary', 'lower_secondary', 'upper_secondary'], level)::bigint as block_no,
    list_position(['total', 'female', 'ethnic_minority', 'female_ethnic_minority', 'disadvantaged_area'], people)::bigint
        as row_no,
    level, people, accounts, completed, completed / nullif(accounts, 0) as completed_share
from counted order by block_no, row_no
