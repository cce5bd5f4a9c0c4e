select report_year::bigint as report_year, sum(accounts)::bigint as accounts
from standing where audience = 'teacher' and role = 'all' and level = 'all' and people = 'total'
group by report_year order by report_year desc
