-- How do a group that reports print and the rest, whom they do not print, stand beside each other?
--
-- 24 rows, always all of them: three pairs by four levels by two sides. given = the group as printed, rest =
-- the larger group less it: women and men, women and men of ethnic minorities, disadvantaged areas and
-- elsewhere. Only provinces that say both count, for the ratings only those whose ratings were read.
-- Nothing is withheld here: ``small.withheld`` says what of it may be shown.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $role           core, mass, or all: everybody with an account
-- $province_code  one province, or null for all in scope

with

term (pair_no, side_no, people, weight) as (
    values
    (1, 1, 'female', 1), (1, 1, 'total', 0),
    (1, 2, 'female', -1), (1, 2, 'total', 1),
    (2, 1, 'female_ethnic_minority', 1), (2, 1, 'ethnic_minority', 0),
    (2, 2, 'female_ethnic_minority', -1), (2, 2, 'ethnic_minority', 1),
    (3, 1, 'disadvantaged_area', 1), (3, 1, 'total', 0),
    (3, 2, 'disadvantaged_area', -1), (3, 2, 'total', 1)
),

block (level_no, level) as (
    values (1, 'all'), (2, 'primary'), (3, 'lower_secondary'), (4, 'upper_secondary')
),

by_province as (
    select
        term.pair_no,
        term.side_no,
        standing.level,
        sum(term.weight * standing.accounts) as accounts,
        sum(term.weight * standing.completed) as completed,
        sum(term.weight * standing.chua_dat) as chua_dat,
        sum(term.weight * standing.dat) as dat,
        sum(term.weight * standing.kha) as kha,
        sum(term.weight * standing.tot) as tot,
        count(standing.chua_dat + standing.dat + standing.kha + standing.tot) = count(*) as is_read
    from standing
    inner join term on standing.people = term.people
    where
        standing.report_year = $report_year
        and standing.audience = $audience
        and standing.role = $role
        and ($province_code is null or standing.province_code = $province_code)
    group by term.pair_no, term.side_no, standing.level, standing.province_code
    -- where people were counted one by one, a group without a row is nobody
    having
        count(standing.accounts + standing.completed) = 2
        or (count(*) = 1 and count(standing.self_done) = 1)
),

counted as (
    select
        pair_no,
        side_no,
        level,
        sum(accounts)::bigint as accounts,
        sum(completed)::bigint as completed,
        sum(completed) filter (where is_read)::bigint as rated,
        sum(chua_dat) filter (where is_read)::bigint as chua_dat,
        sum(dat) filter (where is_read)::bigint as dat,
        sum(kha) filter (where is_read)::bigint as kha,
        sum(tot) filter (where is_read)::bigint as tot
    from by_province
    group by pair_no, side_no, level
)

select
    pair.pair_code,
    block.level,
    side.side,
    counted.accounts,
    counted.completed,
    share(counted.completed, counted.accounts) as completed_share,
    counted.rated,
    counted.chua_dat,
    counted.dat,
    counted.kha,
    counted.tot,
    share(counted.kha + counted.tot, counted.rated) as good_share,
    share(counted.tot, counted.rated) as tot_share
from (values (1, 'sex'), (2, 'minority_sex'), (3, 'area')) as pair (pair_no, pair_code)
cross join block
cross join (values (1, 'given'), (2, 'rest')) as side (side_no, side)
left join counted
    on pair.pair_no = counted.pair_no and block.level = counted.level and side.side_no = counted.side_no
order by pair.pair_no, block.level_no, side.side_no
