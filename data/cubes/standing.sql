-- One row per province, report year, role, level and group: the figures of tables A.1.1 and A.1.2, counted
-- from people where they were sent, else taken from what the province published; never both.

select
    province_code,
    report_year,
    framework_code,
    audience,
    role,
    level,
    people,
    accounts,
    self_done,
    head_due,
    head_done,
    completed,
    chua_dat,
    dat,
    kha,
    tot
from standing_of_people
union all
select
    province_code,
    report_year,
    framework_code,
    audience,
    role,
    level,
    people,
    accounts,
    self_done,
    head_due,
    head_done,
    completed,
    chua_dat,
    dat,
    kha,
    tot
from standing_as_published
