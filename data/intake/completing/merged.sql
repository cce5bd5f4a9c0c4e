-- One row per person, module and cohort of which some row is partial: what its rows say together,
-- or why they cannot.

with

touched as (
    select distinct
        identifier,
        module_code,
        cohort_code
    from placed
    where is_partial and reason is null
),

met as (
    select
        placed.identifier,
        placed.module_code,
        placed.cohort_code,
        count(*) as rows,
        bool_or(placed.has_no_cohort) as has_no_cohort,
        min(placed.school_code) as school_code,
        min(placed.level) as level,
        min(placed.subject) as subject,
        min(placed.enrolled_on) as enrolled_on,
        min(placed.lms_score) as lms_score,
        min(placed.lms_sent_on) as lms_sent_on,
        min(placed.lms_decided_on) as lms_decided_on,
        min(placed.lms_outcome) as lms_outcome,
        min(placed.supporter_sent_on) as supporter_sent_on,
        min(placed.supporter_decided_on) as supporter_decided_on,
        min(placed.supporter_outcome) as supporter_outcome,
        min(placed.university_sent_on) as university_sent_on,
        min(placed.university_decided_on) as university_decided_on,
        min(placed.university_outcome) as university_outcome,
        min(placed.certificate_on) as certificate_on,
        coalesce(min(placed.school_code) <> max(placed.school_code), false)
        or coalesce(min(coalesce(level.code, placed.level)) <> max(coalesce(level.code, placed.level)), false)
        or coalesce(min(placed.lms_score) <> max(placed.lms_score), false)
        or coalesce(min(placed.lms_sent_on) <> max(placed.lms_sent_on), false)
        or coalesce(min(placed.lms_decided_on) <> max(placed.lms_decided_on), false)
        or coalesce(min(placed.lms_outcome) <> max(placed.lms_outcome), false)
        or coalesce(min(placed.supporter_sent_on) <> max(placed.supporter_sent_on), false)
        or coalesce(min(placed.supporter_decided_on) <> max(placed.supporter_decided_on), false)
        or coalesce(min(placed.supporter_outcome) <> max(placed.supporter_outcome), false)
        or coalesce(min(placed.university_sent_on) <> max(placed.university_sent_on), false)
        or coalesce(min(placed.university_decided_on) <> max(placed.university_decided_on), false)
        or coalesce(min(placed.university_outcome) <> max(placed.university_outcome), false)
        or coalesce(min(placed.certificate_on) <> max(placed.certificate_on), false)
            as has_two_answers,
        min(
            {
                'later': placed.lms_outcome is null,
                'tep': placed.tep,
                'trang': placed.trang,
                'dong': placed.dong
            }
        ) as place
    from placed
    inner join touched
        on
            placed.identifier = touched.identifier
            and placed.module_code = touched.module_code
            and placed.cohort_code is not distinct from touched.cohort_code
    left join code_level as level on placed.level = level.text
    where placed.reason is null
    group by placed.identifier, placed.module_code, placed.cohort_code
)

select
    met.* exclude (school_code, level, subject, place, has_two_answers),
    coalesce(met.school_code, person.school_code) as school_code,
    coalesce(met.level, person.level) as level,
    coalesce(met.subject, person.subject) as subject,
    met.place.tep,
    met.place.trang,
    met.place.dong,
    met.school_code is null and person.school_code is not null as has_new_school,
    met.level is null and person.level is not null as has_new_level,
    met.subject is null and person.subject is not null as has_new_subject,
    case
        when met.cohort_code is null then 'cohort_not_told'
        when met.has_two_answers then 'rows_contradict'
        when coalesce(met.school_code, person.school_code) is null then 'person_not_listed'
        when coalesce(met.level, person.level) is null then 'person_not_listed'
    end as reason
from met
left join person on met.identifier = person.identifier
