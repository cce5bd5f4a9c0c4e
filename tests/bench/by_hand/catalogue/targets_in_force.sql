with part as (
    select audience, role, cohort_code, module_code, ends_on
    from cohort join cohort_module using (cohort_code) left join course using (cohort_code, module_code)),
subject as (
    select 'lms_passed' as measure, audience, role, cohort_code, coalesce(module_code, 'all') as module_code,
        max(ends_on) as due_on
    from part group by grouping sets ((audience, role, cohort_code, module_code), (audience, role, cohort_code))
    union all select 'assessment_completed', unnest(['teacher', 'manager']), 'all', '', '', null)
select measure, subject.audience, subject.role, cohort_code, module_code, value, basis, owner, null::date as set_on,
    subject.due_on, case when subject.due_on is not null then 'planned' end as due_basis, null::varchar as due_owner,
    null::date as due_set_on
from subject join target using (measure) where unit = 'share'
order by measure, subject.audience, cohort_code, module_code
