with c as (select university_code, sum(lms_passed)::bigint as lms_passed, sum(university_waiting)::bigint as waiting,
    sum(university_refused)::bigint as refused, sum(university_passed)::bigint as university_passed,
    sum(certified)::bigint as certified from training join province using (province_code)
    where cohort_code = 'teacher-mass-2020' and people = 'total' group by 1)
select university_code, u.name_vi, u.name_en, c.* exclude (university_code),
    certified / nullif(lms_passed, 0) as certified_share
from (select distinct university_code from province) join university as u using (university_code)
left join c using (university_code) order by 1
