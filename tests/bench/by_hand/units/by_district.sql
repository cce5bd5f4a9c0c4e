with assessed as (
    select district_code, sum(accounts)::bigint as accounts, sum(completed)::bigint as completed from unit_standing
    where province_code = '01' and audience = 'teacher' and report_year = 2021 group by 1),
trained as (
    select district_code, sum(enrolments)::bigint as enrolments, sum(lms_passed)::bigint as lms_passed,
        sum(certified)::bigint as certified
    from unit_training where province_code = '01' and cohort_code = 'teacher-mass-2020' group by 1),
listed as (select district_code, count(*) as schools from school where province_code = '01' group by 1)
select district_code, name_vi, schools, accounts, completed, completed / nullif(accounts, 0) as completed_share,
    enrolments, lms_passed, certified, lms_passed / nullif(enrolments, 0) as lms_share,
    certified / nullif(enrolments, 0) as certified_share
from (from district where province_code = '01') full join listed using (district_code)
full join assessed using (district_code) full join trained using (district_code)
order by name_vi collate vi, district_code
