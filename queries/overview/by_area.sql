-- Where does each region, or each university with its provinces, stand on one measure?
--
-- One row per area, always every one. Sums run over the provinces whose part and whole are both known, and
-- provinces_known counts them. Regions and territories group the 63 alone: with data of another division, or
-- shown in another, there is no row. The Academy trains managers everywhere: for them it alone stands.
--
-- $area           region or university
-- $measure, $audience, $cohort_code, $module_code, $question_code, $report_year, $level, $people
--     the key of the headline rows; '' and 0 for what the measure does not know, 'total' for the group

with

placed as (
    select
        province.province_code,
        case
            when $area = 'region' then province.region_code
            when $audience = 'manager' then academy.university_code
            else province.university_code
        end as area_code
    from province
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    left join university as academy on academy.kind = 'academy'
    where snapshot_info.vintage = 63 and snapshot_info.data_vintage = 63
),

named as (
    select
        region_code as area_code,
        name_vi,
        name_en
    from region
    where $area = 'region'
    union all
    select
        university_code as area_code,
        name_vi,
        name_en
    from university
    where $area = 'university'
),

answered as (
    select
        province_code,
        part,
        whole,
        part is not null and whole is not null as is_known,
        whole is null as is_withheld
    from headline
    where
        measure = $measure and audience = $audience and report_year = $report_year
        and cohort_code = $cohort_code and module_code = $module_code and question_code = $question_code
        and level = $level and people = $people
),

summed as (
    select
        placed.area_code,
        count(*) as provinces,
        count(*) filter (where answered.is_known) as provinces_known,
        sum(answered.part) filter (where answered.is_known) as part,
        sum(answered.whole) filter (where answered.is_known) as whole,
        count(*) filter (where answered.is_withheld) as withheld
    from placed
    left join answered on placed.province_code = answered.province_code
    group by placed.area_code
)

select
    named.area_code,
    named.name_vi,
    named.name_en,
    summed.provinces,
    summed.provinces_known,
    summed.part::bigint as part,
    summed.whole::bigint as whole,
    share(summed.part, summed.whole) as share,
    case
        when summed.whole > 0 then 'value'
        when summed.whole = 0 then 'nobody'
        when summed.withheld > 0 then 'withheld'
        else 'no_data'
    end as state
from summed
inner join named on summed.area_code = named.area_code
order by named.area_code
