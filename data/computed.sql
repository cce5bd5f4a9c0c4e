-- behind(part, whole, known, provinces): whether a count stands for the country, or why it does not: few,
-- when fewer than half of the provinces are known
create macro behind(part, whole, known, provinces) as
    case
        when part is null then 'no_data'
        when whole = 0 then 'nobody'
        when 2 * known < provinces then 'few'
        else 'value'
    end;

-- computed_figure: what this snapshot counts of the kind that has been published, one row a figure, always
-- every one. Counted over the provinces of which part and whole are known, in the data's own division
-- whichever is shown; core and mass are never added, teachers and managers are (nobody is both). A value is
-- written as the published figures are, shares in per cent; it is null where fewer than half of the
-- provinces stand behind it. Reports and accounts are those of the latest report year of which anything is
-- known.
create view computed_figure as
with

wanted (figure, unit, counts, measure, audience, role, module_code, question_code, level) as (
    values
    ('core_finished', 'persons', 'part', 'finished_all', '*', 'core', '', '', 'all'),
    ('core_finished_teachers', 'persons', 'part', 'finished_all', 'teacher', 'core', '', '', 'all'),
    ('core_finished_managers', 'persons', 'part', 'finished_all', 'manager', 'core', '', '', 'all'),
    ('mass_finished', 'persons', 'part', 'finished_all', '*', 'mass', '', '', 'all'),
    ('core_manager_module_4', 'persons', 'part', 'lms_passed', 'manager', 'core', 'QL4', '', 'all'),
    ('core_manager_module_4_share', 'percent', 'share', 'lms_passed', 'manager', 'core', 'QL4', '', 'all'),
    ('lms_provinces', 'provinces', 'part', 'lms_use', '', '', '', '', 'all'),
    ('reports_published', 'reports', 'part', 'report_published', '', '', '', '', 'all'),
    ('satisfied_support', 'percent', 'share', 'satisfied', '*', '', 'all', 'support_satisfied', 'all'),
    ('satisfied_relevant', 'percent', 'share', 'satisfied', '*', '', 'all', 'support_relevant', 'all'),
    ('satisfied_course', 'percent', 'share', 'satisfied', '*', '', 'all', 'course_satisfied', 'all'),
    ('survey_answers', 'answers', 'whole', 'satisfied', '*', '', 'all', 'support_satisfied', 'all'),
    ('survey_satisfied', 'answers', 'part', 'satisfied', '*', '', 'all', 'support_satisfied', 'all'),
    ('accounts_all', 'persons', 'whole', 'assessment_completed', 'teacher', '', '', '', 'all'),
    ('accounts_primary', 'persons', 'whole', 'assessment_completed', 'teacher', '', '', '', 'primary'),
    (
        'accounts_lower_secondary', 'persons', 'whole', 'assessment_completed', 'teacher', '', '', '',
        'lower_secondary'
    ),
    (
        'accounts_upper_secondary', 'persons', 'whole', 'assessment_completed', 'teacher', '', '', '',
        'upper_secondary'
    )
),

-- the published figures are ETEP's: routine training has cohorts and modules of its own
etep as (
    select
        cohort_code,
        role,
        modules_required
    from cohort
    where
        cohort_code in (
            select cohort_module.cohort_code
            from cohort_module
            inner join module on cohort_module.module_code = module.module_code
            where module.is_etep
        )
),

latest as (
    select
        measure,
        max(report_year) as report_year
    from headline
    where part is not null
    group by measure
),

by_province as (
    select
        wanted.figure,
        headline.province_code,
        sum(headline.part) as part,
        sum(headline.whole) as whole,
        max(headline.units_known) as units_known
    from headline
    inner join latest on headline.measure = latest.measure and headline.report_year = latest.report_year
    left join etep on headline.cohort_code = etep.cohort_code
    inner join wanted
        on
            headline.measure = wanted.measure
            and headline.module_code = wanted.module_code
            and headline.question_code = wanted.question_code
            and headline.level = wanted.level
            and coalesce(etep.role, '') = wanted.role
            and (headline.audience = wanted.audience or wanted.audience = '*')
    where headline.people = 'total' and headline.units_known > 0
    group by wanted.figure, headline.province_code
),

counted as (
    select
        figure,
        cast(sum(part) as bigint) as part,
        cast(sum(whole) as bigint) as whole,
        cast(sum(units_known) as bigint) as provinces_known
    from by_province
    group by figure
),

known as (
    select
        wanted.figure,
        wanted.unit,
        wanted.counts,
        counted.part,
        counted.whole,
        coalesce(counted.provinces_known, 0) as provinces_known,
        wanted.figure = 'lms_provinces' and snapshot_info.data_vintage <> 63 as is_of_63
    from wanted
    cross join snapshot_info
    left join counted on wanted.figure = counted.figure
    union all
    -- how far the programme's own commitment is reached: a number of people, so not a share of the learners
    select
        'core_finished_of_target' as figure,
        'percent' as unit,
        'share' as counts,
        counted.part,
        cast(target.value as bigint) as whole,
        coalesce(counted.provinces_known, 0) as provinces_known,
        false as is_of_63
    from (select 'core_finished' as figure) as core
    left join counted on core.figure = counted.figure
    left join target
        on
            target.measure = 'finished_all'
            and target.audience = 'all'
            and target.role = 'core'
            and target.unit = 'count'
    union all
    select
        'modules_mass' as figure,
        'modules' as unit,
        'part' as counts,
        cast(
            case when min(modules_required) = max(modules_required) then max(modules_required) end as bigint
        ) as part,
        null as whole,
        cast(max(snapshot_info.data_vintage) as bigint) as provinces_known,
        false as is_of_63
    from snapshot_info
    left join etep on etep.role = 'mass'
    union all
    select
        'universities' as figure,
        'institutions' as unit,
        'part' as counts,
        nullif(count(university.university_code), 0) as part,
        null as whole,
        cast(max(snapshot_info.data_vintage) as bigint) as provinces_known,
        false as is_of_63
    from snapshot_info
    left join university on university.kind = 'university'
    union all
    select
        'hpu2_provinces' as figure,
        'provinces' as unit,
        'part' as counts,
        nullif(count(province.province_code), 0) as part,
        null as whole,
        cast(max(snapshot_info.data_vintage) as bigint) as provinces_known,
        max(snapshot_info.vintage) <> 63 as is_of_63
    from snapshot_info
    left join province on snapshot_info.vintage = province.vintage and province.university_code = 'HPU2'
),

stated as (
    select
        known.figure,
        known.unit,
        known.part,
        known.whole,
        known.provinces_known,
        cast(snapshot_info.data_vintage as bigint) as provinces,
        case known.counts
            when 'part' then cast(known.part as double)
            when 'whole' then cast(known.whole as double)
            else 100 * share(known.part, known.whole)
        end as counted,
        case
            when known.is_of_63 then 'other_division'
            when known.counts = 'share' and known.whole is null then 'no_data'
            else behind(known.part, known.whole, known.provinces_known, snapshot_info.data_vintage)
        end as state
    from known
    cross join snapshot_info
)

select
    figure,
    unit,
    part,
    whole,
    case when state = 'value' then counted end as value,
    provinces_known,
    provinces,
    state
from stated;

-- commitment_mark: what is held against a computed figure as promised or published, one row a figure. The
-- number of core staff is the programme's; what was published when it closed stands where its commitment is
-- not known.
create view commitment_mark as
    select
        'core_finished' as figure,
        target.basis,
        '' as figure_id,
        target.due_on,
        target.value as target
    from target
    where
        target.measure = 'finished_all'
        and target.audience = 'all'
        and target.role = 'core'
        and target.unit = 'count'
    union all
    select
        published.figure,
        'published' as basis,
        claim.figure_id,
        null as due_on,
        try_cast(claim.value as double) as target
    from
        (
            values ('lms_provinces', 'F001'), ('satisfied_support', 'F007'), ('reports_published', 'F025')
        ) as published (figure, figure_id)
    inner join claim on published.figure_id = claim.figure_id;
