with counted as (
    select province_code, sum(enrolments) as e, sum(lms_passed) as l, sum(certified) as c
    from training where cohort_code = 'teacher-mass-2020' and people = 'total' group by 1)
select region_code, r.name_vi, r.name_en, count(counted.province_code) as provinces_with_data,
    sum(e)::bigint as enrolments, sum(l)::bigint as lms_passed, sum(c)::bigint as certified,
    sum(l) / nullif(sum(e), 0) as lms_share, sum(c) / nullif(sum(e), 0) as certified_share
from region r left join province using (region_code) left join counted using (province_code)
group by all order by region_code
