-- Table A.1.1: how many people completed assessment and rating, by school level and group?
--
-- 20 rows, always all of them, in the report's order: four blocks, in each the block's own total
-- and the four groups, which overlap (printed_standing in data/printed.sql). Share = completed over
-- the accounts of the same row; accounts of provinces that do not say who completed are left out,
-- unless none does.
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
    share(completed, accounts) as completed_share
from printed_standing($report_year, $audience, $province_code)
order by block_no, row_no
