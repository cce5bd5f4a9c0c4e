-- Table A.1.1: how many people completed assessment and rating, by school level and group?
--
-- 20 rows, always all of them, in the report's order: four blocks, in each the block's own total
-- and the four groups, which overlap. Share = completed over the accounts of the same row; accounts
-- of provinces that do not say who completed are left out, unless none does.
--
-- $report_year    report year
-- $audience       teacher or manager
-- $province_code  one province, or null for all in scope

with

block (block_no, level) as (
    values (1, 'all'), (2, 'primary'), (3, 'lower_secondary'), (4, 'upper_secondary')
),

line (row_no, people) as (
    values
    (1, 'total'),
    (2, 'female'),
    (3, 'ethnic_minority'),
    (4, 'female_ethnic_minority'),
    (5, 'disadvantaged_area')
),

counted as (
    select
        level,
        people,
        coalesce(sum(accounts) filter (where completed is not null), sum(accounts))::bigint as accounts,
        sum(completed)::bigint as completed
    from standing
    where
        report_year = $report_year
        and audience = $audience
        and role = 'all'
        and ($province_code is null or province_code = $province_code)
    group by level, people
)

select
    block.block_no::bigint as block_no,
    line.row_no::bigint as row_no,
    block.level,
    line.people,
    counted.accounts,
    counted.completed,
    share(counted.completed, counted.accounts) as completed_share
from block
cross join line
left join counted on block.level = counted.level and line.people = counted.people
order by block.block_no, line.row_no
