-- How far has each district of one province come, with assessment and with training?
--
-- One row per district of the province, known to the list or met in its data; counts null where
-- nothing is held: outside the scope, or not supplied.
--
-- $province_code  GSO code of the province
-- $audience       teacher or manager
-- $cohort_code    cohort
-- $module_code    module, or all
-- $report_year    report year

with

assessed as (
    select
        district_code,
        sum(accounts)::bigint as accounts,
        sum(completed)::bigint as completed
    from unit_standing
    where province_code = $province_code and audience = $audience and report_year = $report_year
    group by district_code
),

trained as (
    select
        district_code,
        sum(enrolments)::bigint as enrolments,
        sum(lms_passed)::bigint as lms_passed,
        sum(certified)::bigint as certified
    from unit_training
    where
        province_code = $province_code and cohort_code = $cohort_code
        and ($module_code = 'all' or module_code = $module_code)
    group by district_code
),

listed as (
    select
        district_code,
        count(*) as schools
    from school
    where province_code = $province_code
    group by district_code
),

met as (
    select district_code from district
    where province_code = $province_code
    union
    select district_code from assessed
    union
    select district_code from trained
)

select
    met.district_code,
    district.name_vi,
    listed.schools,
    assessed.accounts,
    assessed.completed,
    share(assessed.completed, assessed.accounts) as completed_share,
    trained.enrolments,
    trained.lms_passed,
    trained.certified,
    share(trained.lms_passed, trained.enrolments) as lms_share,
    share(trained.certified, trained.enrolments) as certified_share
from met
left join district on met.district_code = district.district_code and district.province_code = $province_code
left join listed on met.district_code = listed.district_code
left join assessed on met.district_code = assessed.district_code
left join trained on met.district_code = trained.district_code
order by district.name_vi collate vi, met.district_code
