with w as (
    select module_code, criterion_no, sum(learners)::bigint as wished from need_count
    where report_year = 2021 and audience = 'teacher' and people = 'total' group by all),
s as (
    select sum(self_done)::bigint as self_done from standing
    where report_year = 2021 and audience = 'teacher' and role = 'all' and people = 'total' and level = 'all'),
a as (
    select 'criterion' as kind, '' as module_code, criterion_no::bigint as criterion_no, criterion_no::bigint as number,
        name_vi, name_en from criterion where framework_code = 'TT20/2018'
    union all
    select 'module', module_code, 0, number, title_vi, title_en from module where audience = 'teacher')
select a.*, coalesce(wished, 0) as wished, self_done from a left join w using (module_code, criterion_no), s
order by kind, number
