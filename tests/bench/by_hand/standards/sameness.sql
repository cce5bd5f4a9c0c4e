with alike as (
    select province_code, sum(learners)::bigint as learners, sum(one_mark)::bigint as one_mark,
        sum(all_tot)::bigint as all_tot
    from mark_shape where report_year = 2021 and framework_code = 'TT20/2018' and rater = 'self' group by 1),
nearly as (
    select province_code, count(*) filter (where tot >= 0.95 * rated) as nearly_all
    from (select province_code, criterion_no, sum(tot) as tot, sum(chua_dat + dat + kha + tot) as rated
        from criterion_standing
        where report_year = 2021 and framework_code = 'TT20/2018' and people = 'total' and rater = 'self' group by 1, 2)
    group by 1)
select province_code, name_vi, name_en, learners, one_mark, all_tot, one_mark / nullif(learners, 0) as one_mark_share,
    all_tot / nullif(learners, 0) as all_tot_share, nearly_all, if(learners > 0, 'value', 'no_data') as state
from province left join alike using (province_code) left join nearly using (province_code) order by province_code
