with counted as (
    select criterion_no, sum(learners)::bigint as learners, sum(learners) filter (where self_mark >= 3) as self_good,
        sum(learners) filter (where head_mark >= 3) as head_good, sum(learners) filter (where self_mark = 4) as self_tot,
        sum(learners) filter (where head_mark = 4) as head_tot,
        coalesce(sum(learners) filter (where head_mark < self_mark), 0)::bigint as lower,
        coalesce(sum(learners) filter (where head_mark = self_mark), 0)::bigint as same,
        coalesce(sum(learners) filter (where head_mark > self_mark), 0)::bigint as higher
    from mark_pair where report_year = 2021 and framework_code = 'TT20/2018' group by 1),
line as (
    select 0 as criterion_no, null as name_vi, null as name_en, false as is_key
    union all select criterion_no, name_vi, name_en, is_key from criterion where framework_code = 'TT20/2018')
select 'TT20/2018' as framework_code, criterion_no::bigint as criterion_no, name_vi, name_en, is_key, learners,
    self_good / learners as self_good_share, head_good / learners as head_good_share,
    self_tot / learners as self_tot_share, head_tot / learners as head_tot_share, lower, same, higher,
    lower / learners as lower_share, same / learners as same_share, higher / learners as higher_share
from line left join counted using (criterion_no) order by criterion_no
