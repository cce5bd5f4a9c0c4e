-- One row per person of the learner list: what all of the person's rows agree upon, null where they do not.

with

listed as (
    select
        raw.identifier,
        audience.code as audience,
        role.code as role,
        raw.school_code,
        raw.level,
        coalesce(level.code, raw.level) as level_code,
        raw.subject
    from raw_hoc_vien as raw
    left join code_audience as audience on raw.audience = audience.text
    left join code_role as role on raw.role = role.text
    left join code_level as level on raw.level = level.text
)

select
    identifier,
    if(min(audience) = max(audience), min(audience), null) as audience,
    if(min(role) = max(role), min(role), null) as role,
    if(min(school_code) = max(school_code), min(school_code), null) as school_code,
    if(min(level_code) = max(level_code), min(level), null) as level,
    if(min(subject) = max(subject), min(subject), null) as subject
from listed
where identifier is not null
group by identifier
