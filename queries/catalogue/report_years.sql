-- For which report years has anybody been assessed, and how many accounts are known?
--
-- One row per report year, newest first, of the provinces in scope and of what is told of all others;
-- accounts over the provinces in scope, null where none is, or no source gives the total.
--
-- $audience  teacher or manager

with

counted as (
    select
        report_year,
        sum(accounts)
        filter (where role = 'all' and level = 'all' and people = 'total')::bigint as accounts
    from standing
    where audience = $audience
    group by report_year
),

told as (
    select distinct report_year from headline
    where audience = $audience and measure = 'assessment_completed'
)

select
    coalesce(told.report_year, counted.report_year)::bigint as report_year,
    counted.accounts
from counted
full outer join told on counted.report_year = told.report_year
order by report_year desc
