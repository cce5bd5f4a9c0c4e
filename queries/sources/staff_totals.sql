-- How many teachers does the statistics office count, in all and by school level?
--
-- Four rows: all and the three levels, of the latest year counted. People in post, not people
-- with an account: never a base for completion.

with

latest as (
    select
        level,
        teachers,
        teachers_female
    from teacher_count
    qualify year = max(year) over ()
),

block (block_no, level) as (
    values (1, 'all'), (2, 'primary'), (3, 'lower_secondary'), (4, 'upper_secondary')
)

select
    block.level,
    sum(latest.teachers)::bigint as teachers,
    sum(latest.teachers_female)::bigint as teachers_female
from block
left join latest on block.level = 'all' or block.level = latest.level
group by block.block_no, block.level
order by block.block_no
