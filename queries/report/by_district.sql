-- In each district of one province, how many teachers and how many managers completed their assessment?
--
-- One row per district of the province, known to the list or met in its data; counts null where nothing is
-- held: outside the scope, or not supplied. A school counts where it stands, whoever it answers to.
--
-- $province_code  GSO code of the province
-- $report_year    report year

with

counted as (
    select
        district_code,
        audience,
        sum(accounts) as accounts,
        sum(completed) as completed
    from unit_standing
    where province_code = $province_code and report_year = $report_year
    group by district_code, audience
),

met as (
    select district_code from district
    where province_code = $province_code
    union
    select district_code from counted
)

select
    met.district_code,
    district.name_vi,
    teacher.accounts::bigint as teacher_accounts,
    teacher.completed::bigint as teacher_completed,
    share(teacher.completed, teacher.accounts) as teacher_share,
    manager.accounts::bigint as manager_accounts,
    manager.completed::bigint as manager_completed,
    share(manager.completed, manager.accounts) as manager_share
from met
left join district on met.district_code = district.district_code and district.province_code = $province_code
left join counted as teacher on met.district_code = teacher.district_code and teacher.audience = 'teacher'
left join counted as manager on met.district_code = manager.district_code and manager.audience = 'manager'
order by district.name_vi collate vi, met.district_code
