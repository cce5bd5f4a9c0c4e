-- How is the overall rating spread among groups of people, by school level?
--
-- 28 rows, always all of them: seven groups by four levels (all among them). The first five are groups of
-- people, of the role asked for; they overlap and are never to be added. The last two are core and mass,
-- of everybody. Shares are over those who completed and whose rating was read.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $role           core, mass, or all: everybody with an account
-- $province_code  one province, or null for all in scope

with

line (group_no, group_code) as (
    values
    (1, 'total'),
    (2, 'female'),
    (3, 'ethnic_minority'),
    (4, 'female_ethnic_minority'),
    (5, 'disadvantaged_area'),
    (6, 'core'),
    (7, 'mass')
),

block (level_no, level) as (
    values (1, 'all'), (2, 'primary'), (3, 'lower_secondary'), (4, 'upper_secondary')
),

counted as (
    select
        line.group_no,
        standing.level,
        sum(standing.completed) filter (where standing.kha is not null)::bigint as rated,
        sum(standing.chua_dat)::bigint as chua_dat,
        sum(standing.dat)::bigint as dat,
        sum(standing.kha)::bigint as kha,
        sum(standing.tot)::bigint as tot
    from standing
    inner join line
        on
            (standing.people = line.group_code and standing.role = $role)
            or (line.group_no > 5 and standing.people = 'total' and standing.role = line.group_code)
    where
        standing.report_year = $report_year
        and standing.audience = $audience
        and ($province_code is null or standing.province_code = $province_code)
    group by line.group_no, standing.level
)

select
    line.group_no::bigint as group_no,
    line.group_code,
    block.level_no::bigint as level_no,
    block.level,
    counted.rated,
    counted.chua_dat,
    counted.dat,
    counted.kha,
    counted.tot,
    share(counted.kha + counted.tot, counted.rated) as good_share,
    share(counted.tot, counted.rated) as tot_share
from line
cross join block
left join counted on line.group_no = counted.group_no and block.level = counted.level
order by line.group_no, block.level_no
