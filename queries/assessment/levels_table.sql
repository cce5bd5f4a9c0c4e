-- Table A.1.2: how were those who completed rated, by school level and group?
--
-- 20 rows, always all of them, in the report's order (printed_standing in data/printed.sql); ratings
-- from Chưa đạt up. Share = rated so over completed of the same row, not over its accounts; over
-- several provinces each rating's share counts only those whose source gives it. Null where no
-- source was read.
--
-- $report_year    report year
-- $audience       teacher or manager
-- $province_code  one province, or null for all in scope

select
    block_no,
    row_no,
    level,
    people,
    completed,
    chua_dat,
    dat,
    kha,
    tot,
    share(chua_dat, chua_dat_over) as chua_dat_share,
    share(dat, dat_over) as dat_share,
    share(kha, kha_over) as kha_share,
    share(tot, tot_over) as tot_share
from printed_standing($report_year, $audience, $province_code)
order by block_no, row_no
