-- How far has each school of one district come, with assessment and with training?
--
-- One row per school and school level it has, or is met at: a school with two levels has two
-- rows, since its people are counted under one level each. Counts null where nothing is held.
--
-- $province_code  GSO code of the province
-- $district_code  district
-- $audience       teacher or manager
-- $cohort_code    cohort
-- $module_code    module, or all
-- $report_year    report year

with

listed as (
    select
        school_code,
        name_vi,
        is_disadvantaged,
        unnest(['primary', 'lower_secondary', 'upper_secondary']) as level,
        unnest([is_primary, is_lower_secondary, is_upper_secondary]) as has_level
    from school
    where province_code = $province_code and district_code = $district_code
),

assessed as (
    select
        school_code,
        level,
        sum(accounts)::bigint as accounts,
        sum(completed)::bigint as completed
    from unit_standing
    where province_code = $province_code and audience = $audience and report_year = $report_year
    group by school_code, level
),

trained as (
    select
        school_code,
        level,
        sum(enrolments)::bigint as enrolments,
        sum(lms_passed)::bigint as lms_passed,
        sum(certified)::bigint as certified
    from unit_training
    where
        province_code = $province_code
        and cohort_code = $cohort_code
        and ($module_code = 'all' or module_code = $module_code)
    group by school_code, level
)

select
    listed.school_code,
    listed.name_vi,
    listed.level,
    listed.is_disadvantaged,
    assessed.accounts,
    assessed.completed,
    share(assessed.completed, assessed.accounts) as completed_share,
    trained.enrolments,
    trained.lms_passed,
    trained.certified,
    share(trained.lms_passed, trained.enrolments) as lms_share,
    share(trained.certified, trained.enrolments) as certified_share
from listed
left join assessed on listed.school_code = assessed.school_code and listed.level = assessed.level
left join trained on listed.school_code = trained.school_code and listed.level = trained.level
where listed.has_level or assessed.school_code is not null or trained.school_code is not null
order by listed.name_vi collate vi, listed.school_code, listed.level
