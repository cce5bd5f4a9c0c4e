with counted as (
    select province_code, sum(enrolments) as e, sum(lms_passed) as l, sum(certified) as c
    from training where cohort_code = 'teacher-mass-2020' and people = 'total' group by 1)
select university_code, u.name_vi, u.name_en, count(*) as provinces,
    count(*) filter (where university_basis = 'assumed') as provinces_assumed,
    sum(e)::bigint as enrolments, sum(l)::bigint as lms_passed, sum(c)::bigint as certified,
    sum(l) / nullif(sum(e), 0) as lms_share, sum(c) / nullif(sum(e), 0) as certified_share
from province join university u using (university_code) left join counted using (province_code)
group by all order by university_code
