with c as (
    select region_code as row_key, 'TT20/2018 ' || lpad(criterion_no::varchar, 2, '0') as column_key,
        kha + tot as part, chua_dat + dat + kha + tot as whole
    from criterion_standing c join province p on c.province_code = p.province_code and p.vintage = 63
    where framework_code = 'TT20/2018' and report_year = 2021 and people = 'total' and rater = 'head')
select row_key, column_key, grouping(row_key) = 1 as is_row_total, grouping(column_key) = 1 as is_column_total,
    sum(part)::bigint as part, sum(whole)::bigint as whole, sum(part) / nullif(sum(whole), 0) as share
from c group by grouping sets ((1, 2), (1), (2), ()) order by is_row_total, row_key, is_column_total, column_key
