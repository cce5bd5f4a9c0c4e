-- How low and how high could each province's share be, had everybody been heard from?
--
-- One row per province of the division shown, always every one. base: all whom the measure is about, missing:
-- those of them who are not in its whole; low_share takes every missing one for a no, high_share for a yes.
-- Of the rated the base is everybody with an account; of answers the enrolments of the cohorts whose role is
-- asked, one answer each, yet never fewer than came; of any other measure its whole, all missing while none
-- has come. It is null where it is not known of every former province, or a small count was taken out.
--
-- $measure, $audience, $cohort_code, $module_code, $question_code, $report_year, $level, $people
--     the key of the headline rows; '' and 0 for what the measure does not know, 'total' for the group

with

own as (
    select
        province_code,
        part,
        whole,
        case when part is not null then whole else 0 end as heard,
        whole is null as is_withheld
    from headline
    where
        measure = $measure and audience = $audience and report_year = $report_year
        and cohort_code = $cohort_code and module_code = $module_code and question_code = $question_code
        and level = $level and people = $people
),

about as (
    select
        headline.province_code,
        sum(whole)::bigint as everybody,
        bool_and(whole is not null and unit_count.units in (1, units_known)) as is_complete
    from headline
    inner join unit_count on headline.province_code = unit_count.province_code
    where
        measure = everybody_in($measure)
        and (
            cohort_code = $cohort_code
            or ($measure = 'satisfied' and cohort_code in (select cohort_code from asked_of($question_code)))
        )
        and audience = $audience and report_year = $report_year and module_code = $module_code
        and level = $level and people = $people
    group by headline.province_code
),

counted as (
    select
        province.province_code,
        own.part,
        own.whole,
        own.is_withheld,
        coalesce(own.heard, 0) as heard,
        least(coalesce(own.part, 0), coalesce(own.heard, 0)) as yes,
        case
            when about.is_complete and own.is_withheld is not true then greatest(about.everybody, own.heard)
        end as base
    from province
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    left join own on province.province_code = own.province_code
    left join about on province.province_code = about.province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    counted.part,
    counted.whole,
    counted.base,
    counted.base - counted.heard as missing,
    share(counted.yes, counted.base) as low_share,
    share(counted.yes + counted.base - counted.heard, counted.base) as high_share,
    case
        when share(counted.part, counted.whole) is not null then 'value'
        when counted.whole = 0 then 'nobody'
        when counted.is_withheld then 'withheld'
        when unit_count.units is null then 'merged'
        when outside.province_code is not null then 'not_applicable'
        when due.province_code is not null and due.received_on is null then 'not_reported'
        else 'no_data'
    end as state
from counted
inner join province on counted.province_code = province.province_code
left join unit_count on province.province_code = unit_count.province_code
left join latest_due($measure, $report_year) as due on province.province_code = due.province_code
left join outside($measure) as outside on province.province_code = outside.province_code
order by province.province_code
