with term (pair_no, pair_code, side, people, weight) as (
    values (1, 'sex', 'given', 'female', 1), (1, 'sex', 'given', 'total', 0), (1, 'sex', 'rest', 'female', -1),
        (1, 'sex', 'rest', 'total', 1), (2, 'minority_sex', 'given', 'female_ethnic_minority', 1),
        (2, 'minority_sex', 'given', 'ethnic_minority', 0), (2, 'minority_sex', 'rest', 'female_ethnic_minority', -1),
        (2, 'minority_sex', 'rest', 'ethnic_minority', 1), (3, 'area', 'given', 'disadvantaged_area', 1),
        (3, 'area', 'given', 'total', 0), (3, 'area', 'rest', 'disadvantaged_area', -1), (3, 'area', 'rest', 'total', 1)),
counted as (
    select pair_no, pair_code, level, side, sum(weight * accounts)::bigint as accounts,
        sum(weight * completed)::bigint as completed, sum(weight * chua_dat)::bigint as chua_dat,
        sum(weight * dat)::bigint as dat, sum(weight * kha)::bigint as kha, sum(weight * tot)::bigint as tot
    from standing join term using (people)
    where report_year = 2021 and audience = 'teacher' and role = 'all' and completed is not null group by all)
select pair_code, level, side, accounts, completed, completed / nullif(accounts, 0) as completed_share, completed as rated,
    chua_dat, dat, kha, tot, (kha + tot) / nullif(completed, 0) as good_share, tot / nullif(completed, 0) as tot_share
from counted order by pair_no, list_position(['all', 'primary', 'lower_secondary', 'upper_secondary'], level), side
