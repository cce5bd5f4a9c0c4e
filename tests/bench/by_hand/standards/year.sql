with counted as (
    select coalesce(sum(accounts) filter (where self_done is not null), sum(accounts))::bigint as accounts,
        sum(self_done)::bigint as self_done,
        coalesce(sum(head_due) filter (where self_done is not null), sum(head_due))::bigint as head_due,
        sum(head_done)::bigint as head_done
    from standing
    where report_year = 2021 and audience = 'teacher' and role = 'all' and level = 'all' and people = 'total')
select framework_code, name_vi, name_en, valid_from, valid_to, criteria::bigint as criteria, accounts, self_done, head_due,
    head_done, head_done / nullif(head_due, 0) as head_share
from framework cross join counted where framework_code = 'TT20/2018'
