-- In which provinces do many people have one and the same mark for every criterion?
--
-- One row per province of the snapshot's vintage, always every one of them. learners = people with a mark
-- for every criterion; one_mark = of them, those with the same mark throughout; all_tot = those with Tốt
-- throughout; nearly_all = criteria in which at least 95 % of the people rated have Tốt. A prompt to look,
-- never a charge. state: value, no_data, or withheld where the viewer may not look.
--
-- $report_year  report year, the first calendar year of the school year
-- $audience     teacher or manager
-- $level        school level, or all
-- $role         core, mass, or all: both
-- $rater        self or head

with

in_force as (
    select framework_code
    from framework
    where
        audience = $audience
        and valid_from <= make_date($report_year + 1, 3, 31)
        and (valid_to is null or valid_to >= make_date($report_year + 1, 3, 31))
),

alike as (
    select
        province_code,
        sum(learners)::bigint as learners,
        sum(one_mark)::bigint as one_mark,
        sum(all_tot)::bigint as all_tot
    from mark_shape
    where
        report_year = $report_year
        and framework_code in (select framework_code from in_force)
        and rater = $rater
        and ($level = 'all' or level = $level)
        and ($role = 'all' or role = $role)
    group by province_code
),

by_criterion as (
    select
        province_code,
        criterion_no,
        sum(tot) >= 0.95 * sum(chua_dat + dat + kha + tot) as is_nearly_all
    from criterion_standing
    where
        report_year = $report_year
        and framework_code in (select framework_code from in_force)
        and people = 'total'
        and rater = $rater
        and ($level = 'all' or level = $level)
        and ($role = 'all' or role = $role)
    group by province_code, criterion_no
),

nearly as (
    select
        province_code,
        count(*) filter (where is_nearly_all) as nearly_all
    from by_criterion
    group by province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    alike.learners,
    alike.one_mark,
    alike.all_tot,
    share(alike.one_mark, alike.learners) as one_mark_share,
    share(alike.all_tot, alike.learners) as all_tot_share,
    case when alike.learners > 0 then nearly.nearly_all end as nearly_all,
    case
        when province.province_code not in (select province_code from scope_province) then 'withheld'
        when alike.learners > 0 then 'value'
        when is_left_out('mark_shape', province.province_code) then 'withheld'
        else 'no_data'
    end as state
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join alike on province.province_code = alike.province_code
left join nearly on province.province_code = nearly.province_code
order by province.province_code
