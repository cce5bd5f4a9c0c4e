-- How were groups of people rated in each standard, all its criteria together?
--
-- One row per group and standard in force, always every one of them; seven groups as in by_group: five that
-- overlap, of the role asked for, then core and mass. ratings = marks given, null where there are none.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $level          school level, or all
-- $role           core, mass, or all: both
-- $rater          self or head
-- $province_code  one province, or null for all in scope

with

line (group_no, group_code) as (
    values
    (1, 'total'), (2, 'female'), (3, 'ethnic_minority'), (4, 'female_ethnic_minority'),
    (5, 'disadvantaged_area'), (6, 'core'), (7, 'mass')
),

asked as (
    select
        criterion.framework_code,
        criterion_no,
        standard_no,
        standard_vi,
        standard_en
    from criterion
    inner join framework on criterion.framework_code = framework.framework_code
    where
        audience = $audience
        and valid_from <= make_date($report_year + 1, 3, 31)
        and (valid_to is null or valid_to >= make_date($report_year + 1, 3, 31))
),

standard as (
    select distinct
        standard_no,
        standard_vi,
        standard_en
    from asked
),

-- the large table once, then its few sums
summed as (
    select
        framework_code,
        criterion_no,
        people,
        role,
        sum(chua_dat + dat + kha + tot)::bigint as ratings,
        sum(tot)::bigint as tot
    from criterion_standing
    where
        report_year = $report_year
        and rater = $rater
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by framework_code, criterion_no, people, role
),

counted as (
    select
        line.group_no,
        asked.standard_no,
        sum(summed.ratings)::bigint as ratings,
        sum(summed.tot)::bigint as tot
    from summed
    inner join asked
        on summed.framework_code = asked.framework_code and summed.criterion_no = asked.criterion_no
    inner join line
        on
            (summed.people = line.group_code and ($role = 'all' or summed.role = $role))
            or (line.group_no > 5 and summed.people = 'total' and summed.role = line.group_code)
    group by line.group_no, asked.standard_no
)

select
    line.group_no::bigint as group_no,
    line.group_code,
    standard.standard_no::bigint as standard_no,
    standard.standard_vi,
    standard.standard_en,
    counted.ratings,
    counted.tot,
    share(counted.tot, counted.ratings) as tot_share
from line
cross join standard
left join counted on line.group_no = counted.group_no and standard.standard_no = counted.standard_no
order by line.group_no, standard.standard_no
