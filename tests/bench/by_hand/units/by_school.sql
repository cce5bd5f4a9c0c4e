with assessed as (
    select school_code, level, accounts, completed from unit_standing
    where district_code = '275' and audience = 'teacher' and report_year = 2021),
trained as (
    select school_code, level, sum(enrolments)::bigint as enrolments, sum(lms_passed)::bigint as lms_passed,
        sum(certified)::bigint as certified
    from unit_training where district_code = '275' and cohort_code = 'teacher-mass-2020'
    group by all),
listed as (
    select school_code, name_vi, is_disadvantaged, unnest(['primary', 'lower_secondary', 'upper_secondary']) as level,
        unnest([is_primary, is_lower_secondary, is_upper_secondary]) as has_level
    from school where district_code = '275')
select school_code, name_vi, level, is_disadvantaged, accounts, completed,
    completed / nullif(accounts, 0) as completed_share, enrolments, lms_passed, certified,
    lms_passed / nullif(enrolments, 0) as lms_share, certified / nullif(enrolments, 0) as certified_share
from listed left join assessed using (school_code, level) left join trained using (school_code, level)
where has_level or accounts is not null or enrolments is not null
order by name_vi collate vi, school_code, level
