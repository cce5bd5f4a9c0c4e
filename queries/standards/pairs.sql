-- How do people rate themselves, and how does the head rate the same people?
--
-- One row for the overall rating (criterion 0), then one per criterion of the year's standard, always every
-- one of them. learners = people whom both rated, null where there are none; lower, same, higher = those
-- whom the head rated lower than, as, or higher than they themselves did.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $level          school level, or all
-- $role           core, mass, or all: both
-- $province_code  one province, or null for all in scope

with

in_force as (
    select framework_code
    from framework
    where
        audience = $audience
        and valid_from <= make_date($report_year + 1, 3, 31)
        and (valid_to is null or valid_to >= make_date($report_year + 1, 3, 31))
),

line as (
    select
        framework_code,
        0 as criterion_no,
        null as name_vi,
        null as name_en,
        false as is_key
    from in_force
    union all
    select
        criterion.framework_code,
        criterion.criterion_no,
        criterion.name_vi,
        criterion.name_en,
        criterion.is_key
    from criterion
    inner join in_force on criterion.framework_code = in_force.framework_code
),

counted as (
    select
        framework_code,
        criterion_no,
        sum(learners)::bigint as learners,
        coalesce(sum(learners) filter (where self_mark >= 3), 0)::bigint as self_good,
        coalesce(sum(learners) filter (where head_mark >= 3), 0)::bigint as head_good,
        coalesce(sum(learners) filter (where self_mark = 4), 0)::bigint as self_tot,
        coalesce(sum(learners) filter (where head_mark = 4), 0)::bigint as head_tot,
        coalesce(sum(learners) filter (where head_mark < self_mark), 0)::bigint as lower,
        coalesce(sum(learners) filter (where head_mark = self_mark), 0)::bigint as same,
        coalesce(sum(learners) filter (where head_mark > self_mark), 0)::bigint as higher
    from mark_pair
    where
        report_year = $report_year
        and ($level = 'all' or level = $level)
        and ($role = 'all' or role = $role)
        and ($province_code is null or province_code = $province_code)
    group by framework_code, criterion_no
)

select
    line.framework_code,
    line.criterion_no::bigint as criterion_no,
    line.name_vi,
    line.name_en,
    line.is_key,
    counted.learners,
    share(counted.self_good, counted.learners) as self_good_share,
    share(counted.head_good, counted.learners) as head_good_share,
    share(counted.self_tot, counted.learners) as self_tot_share,
    share(counted.head_tot, counted.learners) as head_tot_share,
    counted.lower,
    counted.same,
    counted.higher,
    share(counted.lower, counted.learners) as lower_share,
    share(counted.same, counted.learners) as same_share,
    share(counted.higher, counted.learners) as higher_share
from line
left join counted on line.framework_code = counted.framework_code and line.criterion_no = counted.criterion_no
order by line.criterion_no
