with c as (select university_code, sum(learners) filter (role = 'core')::bigint as k,
    sum(if(modules_passed >= modules_required, learners, 0)) filter (role = 'core')::bigint as f,
    sum(learners) filter (role = 'mass')::bigint as m
    from progress join cohort using (cohort_code) join province using (province_code)
    where audience = 'teacher' and people = 'total' group by 1)
select university_code, u.name_vi, u.name_en, q.provinces, q.provinces_assumed, k as core_learners, f as core_finished,
    f / nullif(k, 0) as core_finished_share, m as mass_learners, m / nullif(k, 0) as mass_per_core
from (select university_code, count(*) as provinces, count(*) filter (university_basis = 'assumed')
    as provinces_assumed from province group by 1) as q
join university as u using (university_code) left join c using (university_code) order by 1
