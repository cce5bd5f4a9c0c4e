with c as (
    select district_code, audience, sum(accounts)::bigint as accounts, sum(completed)::bigint as completed
    from unit_standing where province_code = '01' and report_year = 2021 group by all)
select district_code, name_vi, t.accounts as teacher_accounts, t.completed as teacher_completed,
    t.completed / nullif(t.accounts, 0) as teacher_share, m.accounts as manager_accounts,
    m.completed as manager_completed, m.completed / nullif(m.accounts, 0) as manager_share
from (from district where province_code = '01')
full join (from c where audience = 'teacher') t using (district_code)
full join (from c where audience = 'manager') m using (district_code)
order by name_vi collate vi, district_code
