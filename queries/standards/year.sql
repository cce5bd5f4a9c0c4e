-- By which standard were people rated in the report year, and whose evaluation was due?
--
-- One row: the standard in force on 31 March of the report year, the day to which it is counted, so that two
-- standards are never mixed. criteria is null where they are not known here. The head rates every second
-- year: head_due is how many were to be rated this year, head_done how many were. People of a province from
-- which nothing has come are left out of the counts, unless nothing has come from anywhere.
--
-- $report_year    report year, the first calendar year of the school year
-- $audience       teacher or manager
-- $level          school level, or all
-- $role           core, mass, or all: everybody with an account
-- $people         group of people; total: everybody
-- $province_code  one province, or null for all in scope

with

in_force as (
    select
        framework_code,
        name_vi,
        name_en,
        valid_from,
        valid_to,
        criteria
    from framework
    where
        audience = $audience
        and valid_from <= make_date($report_year + 1, 3, 31)
        and (valid_to is null or valid_to >= make_date($report_year + 1, 3, 31))
    order by valid_from desc
    limit 1
),

counted as (
    select
        coalesce(sum(accounts) filter (where self_done is not null), sum(accounts))::bigint as accounts,
        sum(self_done)::bigint as self_done,
        coalesce(sum(head_due) filter (where self_done is not null), sum(head_due))::bigint as head_due,
        sum(head_done)::bigint as head_done
    from standing
    where
        report_year = $report_year
        and audience = $audience
        and role = $role
        and level = $level
        and people = $people
        and ($province_code is null or province_code = $province_code)
)

select
    in_force.framework_code,
    in_force.name_vi,
    in_force.name_en,
    in_force.valid_from,
    in_force.valid_to,
    in_force.criteria::bigint as criteria,
    counted.accounts,
    counted.self_done,
    counted.head_due,
    counted.head_done,
    share(counted.head_done, counted.head_due) as head_share
from in_force
cross join counted
