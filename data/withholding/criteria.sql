-- One row per place, report year, audience, rater and criterion: everybody's marks.

select
    criterion_standing.report_year::bigint as report_year,
    criterion_standing.province_code,
    framework.audience,
    criterion_standing.rater,
    criterion_standing.criterion_no::bigint as criterion_no,
    sum(criterion_standing.chua_dat)::bigint as chua_dat,
    sum(criterion_standing.dat)::bigint as dat,
    sum(criterion_standing.kha)::bigint as kha,
    sum(criterion_standing.tot)::bigint as tot
from criterion_standing
inner join framework on criterion_standing.framework_code = framework.framework_code
where criterion_standing.people = 'total'
group by
    criterion_standing.report_year,
    criterion_standing.province_code,
    framework.audience,
    criterion_standing.rater,
    criterion_standing.criterion_no
