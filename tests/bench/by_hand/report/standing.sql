with s as (
    from standing where report_year = 2021 and audience = 'teacher' and province_code in (
        select province_code from standing where report_year = 2021 and audience = 'teacher' and completed is not null)),
counted as (
    select level, people, sum(accounts)::bigint as accounts, sum(completed)::bigint as completed,
        sum(chua_dat)::bigint as chua_dat, sum(dat)::bigint as dat, sum(kha)::bigint as kha, sum(tot)::bigint as tot,
        sum(completed)::bigint as chua_dat_over, sum(completed)::bigint as dat_over, sum(completed)::bigint as kha_over,
        sum(completed)::bigint as tot_over
    from s where role = 'all' group by all)
select list_position(['all', 'primary', 'lower_secondary', 'upper_secondary'], level)::bigint as block_no,
    list_position(['total', 'female', 'ethnic_minority', 'female_ethnic_minority', 'disadvantaged_area'], people)::bigint
        as row_no, counted.*
from counted order by block_no, row_no
