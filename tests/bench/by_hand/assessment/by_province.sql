with owing as (
    select province_code from submission where dataset = 'assessment' and report_year = 2021
        and due_on <= (select as_of from snapshot_info) and received_on is null),
counted as (
    select province_code, accounts, completed, chua_dat, dat, kha, tot from standing
    where report_year = 2021 and audience = 'teacher' and role = 'all' and level = 'all' and people = 'total')
select province_code, name_vi, name_en, region_code, accounts, completed,
    completed / nullif(accounts, 0) as completed_share, chua_dat, dat, kha, tot,
    chua_dat / nullif(completed, 0) as chua_dat_share, dat / nullif(completed, 0) as dat_share,
    kha / nullif(completed, 0) as kha_share, tot / nullif(completed, 0) as tot_share,
    case when completed_share is not null then 'value' when accounts = 0 then 'nobody'
        when province_code in (from owing) then 'not_reported' else 'no_data' end as state
from province left join counted using (province_code) order by province_code
