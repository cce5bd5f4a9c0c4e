with judged as (
    select y.province_code, coalesce(head_mark, self_mark) as mark,
        coalesce(self_on is not null and (not is_head_due or head_on is not null), false) as is_complete
    from read_parquet($learner_year) y join read_parquet($learner) l using (learner_key)
    left join (from read_parquet($rating) where report_year = 2021) r using (learner_key)
    where school_year = 2021 and audience = 'teacher' and account_on <= (select as_of from snapshot_info))
select province_code, count(*) filter (where is_complete and mark >= 3) as part,
    count(*) filter (where is_complete) as whole, count(*) as base,
    count(*) filter (where not is_complete) as missing
from judged group by province_code having whole > 0
