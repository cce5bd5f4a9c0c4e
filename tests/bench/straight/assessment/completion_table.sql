with judged as (
    select y.level, coalesce(is_female, false) as f, coalesce(is_ethnic_minority, false) as m, is_disadvantaged as d,
        count(*) as accounts,
        count(*) filter (where self_on is not null and (not is_head_due or head_on is not null)) as completed
    from read_parquet($learner_year) y join read_parquet($learner) l using (learner_key)
    left join (from read_parquet($rating) where report_year = 2021) r using (learner_key)
    semi join (from read_parquet($rating) where report_year = 2021) heard on y.province_code = heard.province_code
    where school_year = 2021 and audience = 'teacher' and account_on <= (select as_of from snapshot_info) group by all)
select if(grouping(level) = 1, 'all', level) as level, people,
    sum(accounts)::bigint as accounts, sum(completed)::bigint as completed
from judged, lateral (values ('total', true), ('female', f), ('ethnic_minority', m),
    ('female_ethnic_minority', f and m), ('disadvantaged_area', d)) as people (people, belongs)
where belongs group by grouping sets ((level, people), (people))
