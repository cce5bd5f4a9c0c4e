-- The share to be reached and the day it is due, for each measure, cohort and module; '' and all as in headline.
--
-- What was set goes before the snapshot's own targets, then the most specific before the wider. The value and
-- the day are found each by itself, since either may be set alone. A day nobody set is the planned last day of
-- the course, which is an assumption and says so. Targets that are counts stay in `target`.

create table target_in_force as
with

cohort_part as (
    select
        cohort.cohort_code,
        cohort.audience,
        cohort.role,
        cohort_module.module_code,
        course.ends_on as planned_on
    from cohort
    inner join cohort_module on cohort.cohort_code = cohort_module.cohort_code
    left join course
        on cohort_module.cohort_code = course.cohort_code and cohort_module.module_code = course.module_code
),

subject as (
    -- what a target may be for: a module, all modules of a cohort, a cohort, or an audience
    select
        measure,
        audience,
        role,
        cohort_code,
        case when has_module then coalesce(module_code, 'all') else '' end as module_code,
        max(planned_on) as planned_on
    from told_apart
    cross join cohort_part
    where has_cohort
    group by
        grouping sets (
            (measure, has_module, audience, role, cohort_code, module_code),
            (measure, has_module, audience, role, cohort_code)
        )
    having has_module or module_code is null
    union all
    select
        measure,
        unnest(['teacher', 'manager']) as audience,
        'all' as role,
        '' as cohort_code,
        '' as module_code,
        null as planned_on
    from told_apart
    where not has_cohort
),

offered as (
    select
        measure,
        audience,
        role,
        cohort_code,
        module_code,
        value,
        due_on,
        owner,
        set_on,
        'set' as basis,
        16 as weight
    from target_set
    union all
    select
        measure,
        audience,
        role,
        '' as cohort_code,
        '' as module_code,
        value,
        due_on,
        owner,
        null as set_on,
        basis,
        0 as weight
    from target
    where unit = 'share'
),

fitting as (
    select
        subject.measure,
        subject.cohort_code,
        subject.module_code,
        subject.audience,
        offered.value,
        offered.due_on,
        offered.owner,
        offered.set_on,
        offered.basis,
        -- a later bit outweighs all before it: module, cohort, role, audience
        offered.weight
        + 8 * (offered.module_code <> '')::int + 4 * (offered.cohort_code <> '')::int
        + 2 * (offered.role not in ('', 'all'))::int + (offered.audience not in ('', 'all'))::int as weight
    from subject
    inner join offered
        on
            subject.measure = offered.measure
            and offered.audience in ('', 'all', subject.audience)
            and offered.role in ('', 'all', subject.role)
            and offered.cohort_code in ('', subject.cohort_code)
            and offered.module_code in ('', subject.module_code)
),

said as (
    select
        measure,
        audience,
        cohort_code,
        module_code,
        max_by(struct_pack(value, owner, set_on, basis), weight) filter (where value is not null) as aim,
        max_by(struct_pack(due_on, owner, set_on, basis), weight) filter (where due_on is not null) as day
    from fitting
    group by measure, audience, cohort_code, module_code
)

select
    subject.measure,
    subject.audience,
    subject.role,
    subject.cohort_code,
    subject.module_code,
    said.aim.value as value,
    'share' as unit,
    said.aim.basis as basis,
    said.aim.owner as owner,
    said.aim.set_on as set_on,
    coalesce(said.day.due_on, subject.planned_on) as due_on,
    case when said.day is not null then said.day.basis when subject.planned_on is not null then 'planned' end
        as due_basis,
    said.day.owner as due_owner,
    said.day.set_on as due_set_on
from subject
inner join said
    on
        subject.measure = said.measure and subject.audience = said.audience
        and subject.cohort_code = said.cohort_code and subject.module_code = said.module_code
where said.aim is not null
order by subject.measure, subject.cohort_code, subject.module_code, subject.audience;
