with k as (select module_code, criterion_no from criterion_module where framework_code = 'TT20/2018'),
m as (
    select province_code, criterion_no, sum(chua_dat + dat)::bigint as weak from criterion_standing
    where framework_code = 'TT20/2018' and report_year = 2021 and people = 'total' and rater = 'self' group by all),
mm as (select province_code, module_code, max(weak) as weak from m join k using (criterion_no) group by all),
w as (
    select province_code, module_code, criterion_no, sum(learners)::bigint as n from need_count
    where report_year = 2021 and audience = 'teacher' and people = 'total' group by all),
wm as (
    select province_code, k.module_code, max(n) as n from w join k using (criterion_no)
    group by all),
t as (
    select province_code, module_code, sum(enrolments)::bigint as enrolments, sum(lms_passed)::bigint as lms_passed
    from training join cohort using (cohort_code)
    where audience = 'teacher' and role = 'mass' and people = 'total' group by all),
n as (
    select p.province_code, p.name_vi, p.name_en, module_code, number::bigint as number, weak,
        case when s.province_code is not null and k.module_code is not null then coalesce(wm.n, 0) end as wished_criterion,
        case when s.province_code is not null then coalesce(w.n, 0) end as wished_module,
        greatest(weak, wished_criterion, wished_module) as need, enrolments, lms_passed,
        lms_passed / nullif(enrolments, 0) as lms_share,
        case when enrolments > 0 then round(need * (enrolments - lms_passed) / enrolments)::bigint else need end
            as remaining
    from province p cross join (from module where audience = 'teacher') left join mm using (province_code, module_code)
    left join wm using (province_code, module_code) left join w using (province_code, module_code)
    left join t using (province_code, module_code) left join k using (module_code)
    left join (select distinct province_code from w) s using (province_code))
select *, case when remaining > 0
    then row_number() over (partition by province_code order by remaining desc, number) end as place
from n order by province_code, number
