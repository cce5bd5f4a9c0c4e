with m as (
    select criterion_no,
        sum(chua_dat + dat) filter (where report_year = 2021)::bigint as weak,
        sum(chua_dat + dat + kha + tot) filter (where report_year = 2021)::bigint as rated,
        sum(chua_dat + dat) filter (where report_year = 2020) / nullif(sum(chua_dat + dat + kha + tot)
            filter (where report_year = 2020), 0) as previous_weak_share
    from criterion_standing
    where framework_code = 'TT20/2018' and report_year in (2020, 2021) and people = 'total' and rater = 'self'
    group by 1),
w as (
    select criterion_no, sum(learners)::bigint as wished from need_count
    where report_year = 2021 and audience = 'teacher' and people = 'total' group by 1),
s as (
    select sum(self_done)::bigint as self_done from standing
    where report_year = 2021 and audience = 'teacher' and role = 'all' and people = 'total' and level = 'all'),
l as (
    select criterion_no, string_agg(number::varchar, ', ' order by number) as modules, min(owner) as owner
    from criterion_module join module using (module_code) where framework_code = 'TT20/2018' group by 1)
select framework_code, criterion_no::bigint as criterion_no, name_vi, name_en, weak, rated,
    weak / nullif(rated, 0) as weak_share, previous_weak_share, coalesce(wished, 0) as wished, self_done,
    coalesce(wished, 0) / nullif(self_done, 0) as wished_share, modules, l.owner
from criterion left join m using (criterion_no) left join w using (criterion_no) left join l using (criterion_no), s
where framework_code = 'TT20/2018'
order by criterion_no
