-- What the chain to the certificate is told apart by: regions, universities, modules or cohorts.

-- group_place(told, cohort): the group in which each province lies, where groups are made of provinces
create macro group_place(told, asked_cohort) as table
    select
        province_code,
        case told when 'region' then region_code else university_code end as group_code,
        is_assumed and told = 'university' as is_assumed
    from territory((select audience from cohort where cohort_code = asked_cohort));

-- group_listed(told, cohort): every group there is, whoever is in it: the regions; the universities that train the
-- cohort's people (for managers the Academy everywhere); the modules the cohort must finish; the cohorts of its
-- audience and role. provinces_assumed counts provinces only assumed to be the university's.
create macro group_listed(told, asked_cohort) as table
    select
        placed.group_code,
        coalesce(region.name_vi, university.name_vi) as name_vi,
        coalesce(region.name_en, university.name_en) as name_en,
        count(*) filter (where placed.is_assumed) as provinces_assumed
    from group_place(told, asked_cohort) as placed
    left join region on placed.group_code = region.region_code
    left join university on placed.group_code = university.university_code
    where told in ('region', 'university') and placed.group_code <> ''
    group by all
    union all
    select
        module.module_code as group_code,
        module.title_vi as name_vi,
        module.title_en as name_en,
        0 as provinces_assumed
    from cohort_module
    inner join module on cohort_module.module_code = module.module_code
    where told = 'module' and cohort_module.cohort_code = asked_cohort
    union all
    select
        alike.cohort_code as group_code,
        alike.name_vi,
        alike.name_en,
        0 as provinces_assumed
    from cohort as asked
    inner join cohort as alike on asked.audience = alike.audience and asked.role = alike.role
    where told = 'cohort' and asked.cohort_code = asked_cohort;
