select list_position(['all', 'primary', 'lower_secondary', 'upper_secondary'], level)::bigint as block_no,
    list_position(['total', 'female', 'ethnic_minority', 'female_ethnic_minority', 'disadvantaged_area'], people)::bigint
        as row_no,
    level, people, sum(completed)::bigint as completed, sum(chua_dat)::bigint as chua_dat, sum(dat)::bigint as dat,
    sum(kha)::bigint as kha, sum(tot)::bigint as tot,
    sum(chua_dat) / nullif(sum(completed) filter (where chua_dat is not null), 0) as chua_dat_share,
    sum(dat) / nullif(sum(completed) filter (where dat is not null), 0) as dat_share,
    sum(kha) / nullif(sum(completed) filter (where kha is not null), 0) as kha_share,
    sum(tot) / nullif(sum(completed) filter (where tot is not null), 0) as tot_share
from standing where report_year = 2021 and audience = 'teacher' and role = 'all'
group by level, people order by block_no, row_no
