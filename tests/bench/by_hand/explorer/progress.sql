select region_code as row_key, level as column_key, grouping(region_code) = 1 as is_row_total,
    grouping(level) = 1 as is_column_total, sum(case when modules_passed >= 5 then learners else 0 end)::bigint as part,
    sum(learners)::bigint as whole,
    sum(case when modules_passed >= 5 then learners else 0 end) / nullif(sum(learners), 0) as share
from progress join province p on progress.province_code = p.province_code and p.vintage = 63
where cohort_code = 'teacher-mass-2020' and people = 'total'
group by grouping sets ((1, 2), (1), (2), ()) order by is_row_total, row_key, is_column_total, column_key
