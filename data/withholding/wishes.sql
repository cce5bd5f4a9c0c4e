-- One row per place, report year, audience and wish: everybody who declared it.

select
    report_year::bigint as report_year,
    province_code,
    audience,
    module_code,
    criterion_no::bigint as criterion_no,
    sum(learners)::bigint as learners
from need_count
where people = 'total'
group by report_year, province_code, audience, module_code, criterion_no
