-- How was each criterion of the year's standard rated, and which of them decide the overall rating?
--
-- One row per criterion of the standard in force on 31 March of the report year, always every one of them;
-- none where the criteria are not known here. rated = people rated in it, null where there are none.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $level          school level, or all
-- $role           core, mass, or all: both, since assessment is of everybody with an account
-- $people         group of people; total: everybody
-- $rater          self or head
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

counted as (
    select
        framework_code,
        criterion_no,
        sum(chua_dat)::bigint as chua_dat,
        sum(dat)::bigint as dat,
        sum(kha)::bigint as kha,
        sum(tot)::bigint as tot,
        sum(chua_dat + dat + kha + tot)::bigint as rated
    from criterion_standing
    where
        report_year = $report_year
        and people = $people
        and rater = $rater
        and ($level = 'all' or level = $level)
        and ($role = 'all' or role = $role)
        and ($province_code is null or province_code = $province_code)
    group by framework_code, criterion_no
)

select
    criterion.framework_code,
    criterion.standard_no::bigint as standard_no,
    criterion.standard_vi,
    criterion.standard_en,
    criterion.criterion_no::bigint as criterion_no,
    criterion.name_vi,
    criterion.name_en,
    criterion.is_key,
    counted.rated,
    counted.chua_dat,
    counted.dat,
    counted.kha,
    counted.tot,
    share(counted.chua_dat, counted.rated) as chua_dat_share,
    share(counted.dat, counted.rated) as dat_share,
    share(counted.kha, counted.rated) as kha_share,
    share(counted.tot, counted.rated) as tot_share
from criterion
inner join in_force on criterion.framework_code = in_force.framework_code
left join counted
    on criterion.framework_code = counted.framework_code and criterion.criterion_no = counted.criterion_no
order by criterion.framework_code, criterion.criterion_no
