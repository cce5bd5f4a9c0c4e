select criterion_no::bigint as criterion_no, count(*) as rated, count(*) filter (where mark = 1) as chua_dat,
    count(*) filter (where mark = 2) as dat, count(*) filter (where mark = 3) as kha,
    count(*) filter (where mark = 4) as tot
from read_parquet($assessment)
where report_year = 2021 and framework_code = 'TT20/2018' and rater = 'self' group by criterion_no
