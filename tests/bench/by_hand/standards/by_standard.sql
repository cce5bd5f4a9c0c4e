with summed as (
    select criterion_no, people, role, sum(chua_dat + dat + kha + tot)::bigint as ratings, sum(tot)::bigint as tot
    from criterion_standing
    where report_year = 2021 and framework_code = 'TT20/2018' and rater = 'self' group by all),
lined as (
    select people as group_code, criterion_no, ratings, tot from summed
    union all select role, criterion_no, ratings, tot from summed where people = 'total'),
counted as (
    select group_code, standard_no, standard_vi, standard_en, sum(ratings)::bigint as ratings, sum(tot)::bigint as tot
    from lined join criterion using (criterion_no) where framework_code = 'TT20/2018' group by all)
select list_position(['total', 'female', 'ethnic_minority', 'female_ethnic_minority', 'disadvantaged_area', 'core', 'mass'],
        group_code)::bigint as group_no, group_code, standard_no::bigint as standard_no, standard_vi, standard_en, ratings,
    tot, tot / nullif(ratings, 0) as tot_share
from counted order by group_no, standard_no
