with counted as (
    select if(role = 'all', people, role) as group_code, level,
        sum(completed) filter (where kha is not null)::bigint as rated, sum(chua_dat)::bigint as chua_dat,
        sum(dat)::bigint as dat, sum(kha)::bigint as kha, sum(tot)::bigint as tot
    from standing
    where report_year = 2021 and audience = 'teacher' and (role = 'all' or people = 'total') group by all)
select list_position(['total', 'female', 'ethnic_minority', 'female_ethnic_minority', 'disadvantaged_area', 'core', 'mass'],
        group_code)::bigint as group_no, group_code,
    list_position(['all', 'primary', 'lower_secondary', 'upper_secondary'], level)::bigint as level_no, level, rated,
    chua_dat, dat, kha, tot, (kha + tot) / nullif(rated, 0) as good_share, tot / nullif(rated, 0) as tot_share
from counted order by group_no, level_no
