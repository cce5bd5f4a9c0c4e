-- One row per province, group and measure that has a row for everybody and none for the group: where people
-- were counted one by one, that is a whole of 0 and not a gap. Not so where published tables stand in for
-- people, nor where the trait was written down of no person of the province.

with

recorded as (
    select
        province_code,
        count(is_female) > 0 as has_sex,
        count(is_ethnic_minority) > 0 as has_ethnicity
    from learner
    group by province_code
),

published as (
    select distinct
        province_code,
        report_year,
        audience
    from standing_as_published
)

select
    everybody.measure,
    everybody.audience,
    everybody.cohort_code,
    everybody.module_code,
    everybody.question_code,
    everybody.report_year,
    everybody.level,
    people_group.people,
    everybody.province_code,
    0 as part,
    0 as whole
from headline_counted as everybody
inner join recorded on everybody.province_code = recorded.province_code
inner join people_group
    on
        (recorded.has_sex or not people_group.needs_female)
        and (recorded.has_ethnicity or not people_group.needs_minority)
left join headline_counted as own
    on
        everybody.measure = own.measure
        and everybody.audience = own.audience
        and everybody.cohort_code = own.cohort_code
        and everybody.module_code = own.module_code
        and everybody.question_code = own.question_code
        and everybody.report_year = own.report_year
        and everybody.level = own.level
        and everybody.province_code = own.province_code
        and people_group.people = own.people
left join published
    on
        everybody.province_code = published.province_code
        and everybody.report_year = published.report_year
        and everybody.audience = published.audience
where
    everybody.people = 'total'
    and everybody.measure in (
        'assessment_completed', 'rated_good', 'rated_excellent', 'lms_passed', 'certified', 'finished_all'
    )
    and own.people is null
    and published.province_code is null
