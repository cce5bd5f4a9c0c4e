-- Which report years hold people with an account?
--
-- One row per report year of the standings, newest first; accounts over the provinces in
-- scope, null where no source gives the total.
--
-- $audience  teacher or manager

select
    report_year::bigint as report_year,
    sum(accounts)
    filter (where role = 'all' and level = 'all' and people = 'total')::bigint as accounts
from standing
where audience = $audience
group by report_year
order by report_year desc
