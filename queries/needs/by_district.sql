-- Which modules would help most people next, district by district of one province?
--
-- One row per district and module of the catalogue, districts known to the list or met in the data;
-- place 1 is to be offered first. The columns are those of by_module; any count of too few people is
-- null, so that a module which so few need, or still need, has no place: is_withheld says so. So it does
-- where marks of a level are not told, since few were rated there.
--
-- $province_code  GSO code of the province
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $level          school level, or all

with

need as (
    select
        district_code,
        module_code,
        weak,
        wished_criterion,
        wished_module,
        case when not is_hidden then greatest(weak, wished_criterion, wished_module) end::bigint as need,
        is_hidden
    from district_module_need($audience, $report_year, $level)
    where province_code = $province_code
),

trained as (
    select
        unit_training.district_code,
        unit_training.module_code,
        sum(unit_training.enrolments) as enrolments,
        sum(unit_training.lms_passed) as lms_passed
    from unit_training
    inner join cohort on unit_training.cohort_code = cohort.cohort_code
    where
        unit_training.province_code = $province_code
        and cohort.audience = $audience
        and cohort.role = 'mass'
        and ($level = 'all' or unit_training.level = $level)
    group by unit_training.district_code, unit_training.module_code
),

met as (
    select district_code from district
    where province_code = $province_code
    union
    select district_code from need
    union
    select district_code from trained
)

select
    met.district_code,
    district.name_vi,
    module.module_code,
    module.number::bigint as number,
    enough(need.weak) as weak,
    enough(need.wished_criterion) as wished_criterion,
    enough(need.wished_module) as wished_module,
    enough(need.need) as need,
    enough(trained.enrolments) as enrolments,
    case when enough(trained.enrolments) is not null then trained.lms_passed end::bigint as lms_passed,
    case
        when enough(trained.enrolments) is not null then share(trained.lms_passed, trained.enrolments)
    end as lms_share,
    coalesce(
        need.is_hidden
        or is_few(need.need)
        or is_few(remaining_of(need.need, trained.enrolments, trained.lms_passed)), false
    ) as is_withheld,
    enough(remaining_of(enough(need.need), trained.enrolments, trained.lms_passed)) as remaining,
    case
        when remaining > 0
            then row_number() over (
                partition by met.district_code order by remaining desc nulls last, module.number asc
            )
    end as place
from met
inner join module on module.audience = $audience
left join district on met.district_code = district.district_code and district.province_code = $province_code
left join need on met.district_code = need.district_code and module.module_code = need.module_code
left join trained on met.district_code = trained.district_code and module.module_code = trained.module_code
order by district.name_vi collate vi, met.district_code, module.number
