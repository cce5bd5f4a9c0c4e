-- Which modules would help most people next, province by province?
--
-- One row per province of the division shown and module of the catalogue, always every pair, by code and
-- number; place 1 is to be offered first, null where nobody is known to remain. The columns are those of
-- by_module, province by province, the marks and wishes of other provinces never among them.
--
-- $report_year  report year, the first calendar year of the school year
-- $audience     teacher or manager
-- $level        school level, or all

select
    province.province_code,
    province.name_vi,
    province.name_en,
    module.module_code,
    module.number::bigint as number,
    need.weak::bigint as weak,
    need.wished_criterion::bigint as wished_criterion,
    need.wished_module::bigint as wished_module,
    greatest(need.weak, need.wished_criterion, need.wished_module)::bigint as need,
    trained.enrolments::bigint as enrolments,
    trained.lms_passed::bigint as lms_passed,
    share(trained.lms_passed, trained.enrolments) as lms_share,
    remaining_of(
        greatest(need.weak, need.wished_criterion, need.wished_module)::bigint,
        trained.enrolments,
        trained.lms_passed
    ) as remaining,
    case
        when remaining > 0
            then row_number() over (
                partition by province.province_code order by remaining desc nulls last, module.number asc
            )
    end as place
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
inner join module on module.audience = $audience
left join module_need($audience, $report_year, $level) as need
    on province.province_code = need.province_code and module.module_code = need.module_code
left join trained_in($audience, $level) as trained
    on province.province_code = trained.province_code and module.module_code = trained.module_code
order by province.province_code, module.number
