with counted as (
    select criterion_no, sum(chua_dat)::bigint as chua_dat, sum(dat)::bigint as dat, sum(kha)::bigint as kha,
        sum(tot)::bigint as tot, sum(chua_dat + dat + kha + tot)::bigint as rated
    from criterion_standing
    where report_year = 2021 and framework_code = 'TT20/2018' and people = 'total' and rater = 'self' group by 1)
select framework_code, standard_no::bigint as standard_no, standard_vi, standard_en, criterion_no::bigint as criterion_no,
    name_vi, name_en, is_key, rated, chua_dat, dat, kha, tot, chua_dat / nullif(rated, 0) as chua_dat_share,
    dat / nullif(rated, 0) as dat_share, kha / nullif(rated, 0) as kha_share, tot / nullif(rated, 0) as tot_share
from criterion left join counted using (criterion_no)
where framework_code = 'TT20/2018' order by criterion_no
