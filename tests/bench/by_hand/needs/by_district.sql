with k as (select module_code, criterion_no from criterion_module where framework_code = 'TT20/2018'),
m as (
    select district_code, criterion_no, sum(chua_dat + dat)::bigint as weak, count(*) > count(dat) as hid from district_criterion
    where province_code = '01' and framework_code = 'TT20/2018' and report_year = 2021 and rater = 'self' group by all),
mm as (select district_code, module_code, if(bool_or(hid), null, max(weak)) as weak, bool_or(hid) as hid from m join k using (criterion_no) group by all),
w as (
    select district_code, module_code, criterion_no, sum(learners)::bigint as n from district_need
    where province_code = '01' and report_year = 2021 and audience = 'teacher' group by all),
wm as (select district_code, k.module_code, max(n) as n from w join k using (criterion_no) group by all),
t as (
    select district_code, module_code, sum(enrolments)::bigint as enrolments, sum(lms_passed)::bigint as lms_passed
    from unit_training join cohort using (cohort_code)
    where province_code = '01' and audience = 'teacher' and role = 'mass' group by all),
n as (
    select d.district_code, d.name_vi, module_code, number::bigint as number, weak,
        case when s.district_code is not null and k.module_code is not null then coalesce(wm.n, 0) end as wished_criterion,
        case when s.district_code is not null then coalesce(w.n, 0) end as wished_module,
        if(hid, null, greatest(weak, wished_criterion, wished_module)) as all_need, hid, enrolments, lms_passed,
        if(all_need between 1 and 9, null, all_need) as need,
        case when enrolments > 0 then round(need * (enrolments - lms_passed) / enrolments)::bigint else need end
            as lasting, if(lasting between 1 and 9, null, lasting) as remaining
    from (from district where province_code = '01') d cross join (from module where audience = 'teacher')
    left join mm using (district_code, module_code)
    left join wm using (district_code, module_code) left join w using (district_code, module_code)
    left join t using (district_code, module_code) left join k using (module_code)
    left join (select distinct district_code from w) s using (district_code))
select district_code, name_vi, module_code, number, if(weak between 1 and 9, null, weak) as weak,
    if(wished_criterion between 1 and 9, null, wished_criterion) as wished_criterion,
    if(wished_module between 1 and 9, null, wished_module) as wished_module, need,
    if(enrolments between 1 and 9, null, enrolments) as enrolments,
    if(enrolments between 1 and 9, null, lms_passed) as lms_passed,
    if(enrolments between 1 and 9, null, lms_passed / nullif(enrolments, 0)) as lms_share, coalesce(hid or all_need between 1 and 9 or lasting between 1 and 9, false) as is_withheld, remaining,
    case when remaining > 0
        then row_number() over (partition by district_code order by remaining desc, number) end as place
from n order by name_vi collate vi, district_code, number
