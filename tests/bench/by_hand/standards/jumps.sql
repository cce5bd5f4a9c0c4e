with counted as (
    select report_year, framework_code, province_code, completed as rated, tot, tot / nullif(completed, 0) as tot_share
    from standing
    where report_year in (2020, 2021) and audience = 'teacher' and role = 'all' and level = 'all' and people = 'total'),
earlier as (from counted where report_year = 2020)
select p.province_code, name_vi, name_en, n.rated, n.tot, n.tot_share, e.rated as earlier_rated, e.tot as earlier_tot,
    e.tot_share as earlier_share, n.tot_share - e.tot_share as change,
    case when n.tot_share is null then 'no_data' when e.tot_share is null then 'no_earlier' else 'value' end as state
from province p left join (from counted where report_year = 2021) n using (province_code)
left join earlier e on n.tot is not null and n.province_code = e.province_code and n.framework_code = e.framework_code
order by p.province_code
