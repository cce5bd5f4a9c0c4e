select region_code as row_key, module_code as column_key, grouping(region_code) = 1 as is_row_total,
    grouping(module_code) = 1 as is_column_total, sum(lms_passed)::bigint as part, sum(enrolments)::bigint as whole,
    sum(lms_passed) / nullif(sum(enrolments), 0) as share
from training join province p on training.province_code = p.province_code and p.vintage = 63
where cohort_code = 'teacher-mass-2020' and people = 'total'
group by grouping sets ((1, 2), (1), (2), ()) order by is_row_total, row_key, is_column_total, column_key
