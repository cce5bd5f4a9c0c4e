with c as (select province_code, sum(learners) filter (role = 'core')::bigint as k,
    sum(if(modules_passed >= modules_required, learners, 0)) filter (role = 'core')::bigint as f,
    sum(learners) filter (role = 'mass')::bigint as m
    from progress join cohort using (cohort_code) where audience = 'teacher' and people = 'total' group by 1),
t as (select province_code, sum(lms_passed)::bigint as l, sum(certified)::bigint as z from training
    where cohort_code = 'teacher-mass-2020' and people = 'total' group by 1),
d as (select province_code, arg_max_null(received_on, report_year) as came from submission
    where dataset = 'training' and due_on <= (select as_of from snapshot_info) group by 1)
select p.province_code, p.name_vi, p.name_en, p.university_code, p.university_basis, k as core_learners,
    f as core_finished, f / nullif(k, 0) as core_finished_share, m as mass_learners, m / nullif(k, 0) as mass_per_core,
    l as lms_passed, z as certified, z / nullif(l, 0) as certified_share,
    case when c.province_code is not null or t.province_code is not null then 'value'
        when lms.platform is null and lms.province_code is not null then 'not_applicable'
        when d.province_code is not null and d.came is null then 'not_reported' else 'no_data' end as state
from province as p left join c using (province_code) left join t using (province_code)
left join d using (province_code) left join lms_use as lms using (province_code) order by 1
