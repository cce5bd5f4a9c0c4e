select region_code as row_key, nullif(level, 'all') as column_key, region_code is null as is_row_total,
    column_key is null as is_column_total, sum(completed)::bigint as part,
    coalesce(sum(accounts) filter (where completed is not null), sum(accounts))::bigint as whole,
    sum(completed) / nullif(sum(accounts) filter (where completed is not null), 0) as share
from standing join province p on standing.province_code = p.province_code and p.vintage = 63
where audience = 'teacher' and report_year = 2021 and role = 'all' and people = 'total'
group by grouping sets ((1, 2), (2)) order by is_row_total, row_key, is_column_total, column_key
