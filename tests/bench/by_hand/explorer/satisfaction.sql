select region_code as row_key, level as column_key, grouping(region_code) = 1 as is_row_total,
    grouping(level) = 1 as is_column_total, sum(case when answer >= 4 then answers else 0 end)::bigint as part,
    sum(answers)::bigint as whole, sum(case when answer >= 4 then answers else 0 end) / nullif(sum(answers), 0) as share
from satisfaction s join province p on s.province_code = p.province_code and p.vintage = 63
where audience = 'teacher' and question_code = 'support_satisfied' and role = 'mass'
group by grouping sets ((1, 2), (1), (2), ()) order by is_row_total, row_key, is_column_total, column_key
