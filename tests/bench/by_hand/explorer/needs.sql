select region_code as row_key, module_code as column_key, grouping(region_code) = 1 as is_row_total,
    false as is_column_total, sum(learners)::bigint as part, null::bigint as whole, null::double as share
from need_count n join province p on n.province_code = p.province_code and p.vintage = 63
where audience = 'teacher' and report_year = 2021 and people = 'total' and module_code <> ''
group by grouping sets ((1, 2), (2)) order by is_row_total, row_key, column_key
