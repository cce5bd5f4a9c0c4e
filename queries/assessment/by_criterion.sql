-- How was each criterion of the standard rated, by one kind of rater?
--
-- One row per criterion of the standards in force during the report year, always every one of
-- them; rated = ratings given, null where there are none in scope.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $level          school level, or all
-- $people         group of people; total: everybody
-- $rater          self, peers or head
-- $province_code  one province, or null for all in scope

with

in_force as (
    select framework_code
    from framework
    where
        audience = $audience
        and valid_from < make_date($report_year + 1, 9, 1)
        and (valid_to is null or valid_to >= make_date($report_year, 9, 1))
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
        and ($province_code is null or province_code = $province_code)
    group by framework_code, criterion_no
)

select
    criterion.framework_code,
    criterion.criterion_no::bigint as criterion_no,
    criterion.standard_no::bigint as standard_no,
    criterion.standard_vi,
    criterion.standard_en,
    criterion.name_vi,
    criterion.name_en,
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
