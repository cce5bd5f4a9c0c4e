with h as (
    select h.*, c.role from headline as h left join cohort as c using (cohort_code)
    where people = 'total' and part is not null and whole is not null
        and (level = 'all' or measure = 'assessment_completed')
        and report_year = (select max(report_year) from headline as l where l.measure = h.measure and l.part is not null)
        and measure in ('finished_all', 'lms_passed', 'lms_use', 'report_published', 'satisfied', 'assessment_completed')
        and (measure <> 'lms_passed' or module_code = 'QL4')
        and (measure <> 'satisfied' or module_code = 'all')
),
n (figure, unit, says) as (values
    ('core_finished', 'persons', 1), ('core_finished_teachers', 'persons', 1), ('core_finished_managers', 'persons', 1),
    ('mass_finished', 'persons', 1), ('core_manager_module_4', 'persons', 1), ('core_manager_module_4_share', 'percent', 3),
    ('lms_provinces', 'provinces', 1), ('reports_published', 'reports', 1), ('satisfied_support', 'percent', 3),
    ('satisfied_relevant', 'percent', 3), ('satisfied_course', 'percent', 3), ('survey_answers', 'answers', 2),
    ('survey_satisfied', 'answers', 1), ('accounts_all', 'persons', 2), ('accounts_primary', 'persons', 2),
    ('accounts_lower_secondary', 'persons', 2), ('accounts_upper_secondary', 'persons', 2)
),
c as (
    select figure, sum(part)::bigint as part, sum(whole)::bigint as whole, count(distinct province_code) as known
    from h join n on case
        when figure = 'core_finished' then measure = 'finished_all' and role = 'core'
        when figure = 'core_finished_teachers' then measure = 'finished_all' and role = 'core' and audience = 'teacher'
        when figure = 'core_finished_managers' then measure = 'finished_all' and role = 'core' and audience = 'manager'
        when figure = 'mass_finished' then measure = 'finished_all' and role = 'mass'
        when figure like 'core_manager_module_4%' then measure = 'lms_passed' and role = 'core'
        when figure = 'lms_provinces' then measure = 'lms_use'
        when figure = 'reports_published' then measure = 'report_published'
        when figure in ('satisfied_support', 'survey_answers', 'survey_satisfied') then question_code = 'support_satisfied'
        when figure = 'satisfied_relevant' then question_code = 'support_relevant'
        when figure = 'satisfied_course' then question_code = 'course_satisfied'
        else measure = 'assessment_completed' and audience = 'teacher' and figure = 'accounts_' || level
    end
    group by figure
),
f as (
    select n.figure, unit, says, part, whole, coalesce(known, 0) as known from n left join c on n.figure = c.figure
    union all
    select 'core_finished_of_target', 'percent', 3, part, value::bigint, known from c, target
    where figure = 'core_finished' and measure = 'finished_all' and target.unit = 'count'
    union all select 'modules_mass', 'modules', 1, max(modules_required)::bigint, null, 63 from cohort where role = 'mass'
    union all select 'universities', 'institutions', 1, count(*), null, 63 from university where kind = 'university'
    union all select 'hpu2_provinces', 'provinces', 1, count(*), null, 63 from province where university_code = 'HPU2'
),
computed as (
    select figure, unit, part, whole,
        case when 2 * known >= 63 then case says when 1 then part::double when 2 then whole::double else 100 * part / whole end end as value,
        known as provinces_known, 63::bigint as provinces,
        case when part is null then 'no_data' when whole = 0 then 'nobody' when 2 * known < 63 then 'few' else 'value' end as state
    from f
),
r as (
    select claim.*, try_cast(claim.value as double) as published, coalesce(topic, '') as topic, coalesce(nearest, '') as nearest,
        coalesce(says, 'exactly') as says, counts, until_on, computed.unit, computed.part, computed.whole, computed.value as computed,
        provinces_known, provinces, state
    from claim left join claim_reading using (figure_id) left join claim_comparison using (figure_id)
        left join computed on nearest = computed.figure
)
select figure_id, description_vi, description_en, value, unit_vi, unit_en, as_of_vi, as_of_en, source_vi, source_en, topic, says,
    published, nearest, unit, part, whole, computed, provinces_known, provinces, state, computed - published as difference,
    (computed - published) / published as difference_share, until_on,
    case
        when nearest = '' then 'not_computed' when computed - published is null then 'no_value'
        when counts = 'otherwise' then 'counted_otherwise'
        when says = 'at_least' and computed >= published
            or says = 'exactly' and round(computed, length(split_part(value, '.', 2))::int) = published then 'agrees'
        when abs(as_of - until_on) > 31 then 'another_date' else 'differs'
    end as verdict
from r, snapshot_info order by figure_id
