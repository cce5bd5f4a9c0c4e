-- One row per place, report year, audience, level and group: the counts of tables A.1.1 and A.1.2.
--
-- Accounts of provinces that do not say who completed are left out of a unit of several, unless none does.
-- is_of_people: people were counted one by one, so that a group without a row has nobody in it.

select
    report_year::bigint as report_year,
    province_code,
    audience,
    level,
    people,
    coalesce(sum(accounts) filter (where completed is not null), sum(accounts))::bigint as accounts,
    sum(completed)::bigint as completed,
    sum(chua_dat)::bigint as chua_dat,
    sum(dat)::bigint as dat,
    sum(kha)::bigint as kha,
    sum(tot)::bigint as tot,
    sum(self_done)::bigint as self_done,
    bool_or(self_done is not null or head_due is not null) as is_of_people
from standing
where role = 'all'
group by report_year, province_code, audience, level, people
