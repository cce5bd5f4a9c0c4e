-- Table A.1.2: how were those who completed rated, by school level and group?
--
-- 20 rows, always all of them, in the report's order; ratings from Chưa đạt up. Share = rated so
-- over completed of the same row, not over its accounts; over several provinces each rating's
-- share counts only those whose source gives it. Null where no source was read.
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

chosen as (
    select
        level,
        people,
        completed,
        chua_dat,
        dat,
        kha,
        tot
    from standing
    where
        report_year = $report_year
        and audience = $audience
        and role = 'all'
        and ($province_code is null or province_code = $province_code)
)

select
    block.block_no::bigint as block_no,
    line.row_no::bigint as row_no,
    block.level,
    line.people,
    sum(completed)::bigint as completed,
    sum(chua_dat)::bigint as chua_dat,
    sum(dat)::bigint as dat,
    sum(kha)::bigint as kha,
    sum(tot)::bigint as tot,
    share(sum(chua_dat), sum(completed) filter (where chua_dat is not null)) as chua_dat_share,
    share(sum(dat), sum(completed) filter (where dat is not null)) as dat_share,
    share(sum(kha), sum(completed) filter (where kha is not null)) as kha_share,
    share(sum(tot), sum(completed) filter (where tot is not null)) as tot_share
from block
cross join line
left join chosen on block.level = chosen.level and line.people = chosen.people
group by block.block_no, line.row_no, block.level, line.people
order by block.block_no, line.row_no
