-- Which modules would help most people next, and how many?
--
-- One row per module of the catalogue, those to be offered first on top; place is null where nobody is
-- known to remain. weak, rated: own marks Chưa đạt or Đạt, and all own marks, of the linked criterion;
-- wished_criterion, wished_module: people who declared the one or the other. These overlap and cannot
-- be joined person by person, so need is the largest of the three, never their sum. enrolments and
-- lms_passed are the mass cohorts' (core_… the core's). remaining is an estimate: need times the share
-- of mass enrolments not passed, all of need where there are none; training_state says why.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $level          school level, or all
-- $province_code  one province, or null for all in scope

with

need as (
    select
        module_code,
        sum(weak)::bigint as weak,
        sum(rated)::bigint as rated,
        sum(wished_criterion)::bigint as wished_criterion,
        sum(wished_module)::bigint as wished_module,
        greatest(sum(weak), sum(wished_criterion), sum(wished_module))::bigint as need
    from module_need($audience, $report_year, $level)
    where $province_code is null or province_code = $province_code
    group by module_code
),

trained as (
    select
        module_code,
        sum(enrolments)::bigint as enrolments,
        sum(lms_passed)::bigint as lms_passed,
        sum(core_enrolments)::bigint as core_enrolments,
        sum(core_passed)::bigint as core_passed
    from trained_in($audience, $level)
    where $province_code is null or province_code = $province_code
    group by module_code
),

linked as (
    select
        module_code,
        string_agg(criterion_no::varchar, ', ' order by criterion_no) as criteria
    from linked_module($audience, $report_year)
    group by module_code
),

planned as (
    select distinct module_code
    from cohort_module
    semi join cohort on cohort_module.cohort_code = cohort.cohort_code and cohort.role = 'mass'
)

select
    module.module_code,
    module.number::bigint as number,
    module.title_vi,
    module.title_en,
    linked.criteria,
    need.weak,
    need.rated,
    share(need.weak, need.rated) as weak_share,
    need.wished_criterion,
    need.wished_module,
    need.need,
    trained.enrolments,
    trained.lms_passed,
    share(trained.lms_passed, trained.enrolments) as lms_share,
    trained.core_enrolments,
    trained.core_passed,
    share(trained.core_passed, trained.core_enrolments) as core_share,
    case
        when trained.enrolments > 0 then 'value'
        when planned.module_code is null then 'no_cohort'
        when $province_code in (select province_code from outside('lms_passed')) then 'not_applicable'
        else 'no_data'
    end as training_state,
    remaining_of(need.need, trained.enrolments, trained.lms_passed) as remaining,
    case
        when remaining > 0 then row_number() over (order by remaining desc nulls last, module.number asc)
    end as place
from module
left join linked on module.module_code = linked.module_code
left join need on module.module_code = need.module_code
left join trained on module.module_code = trained.module_code
left join planned on module.module_code = planned.module_code
where module.audience = $audience
order by remaining desc nulls last, module.number asc
