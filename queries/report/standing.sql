-- How many people have an account, how many completed, and how were they rated, as a report counts them?
--
-- 20 rows, always all of them, in the report's order (printed_standing in data/printed.sql).
-- <mark>_over is what a rating's share is over: the completed of those whose source gives the rating.
--
-- $report_year    report year
-- $audience       teacher or manager
-- $province_code  one province, or null for all in scope

select
    block_no,
    row_no,
    level,
    people,
    accounts,
    completed,
    chua_dat,
    dat,
    kha,
    tot,
    chua_dat_over,
    dat_over,
    kha_over,
    tot_over
from printed_standing($report_year, $audience, $province_code)
order by block_no, row_no
