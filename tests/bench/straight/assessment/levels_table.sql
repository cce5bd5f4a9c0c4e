with judged as (
    select y.level, coalesce(is_female, false) as f, coalesce(is_ethnic_minority, false) as m, is_disadvantaged as d,
        coalesce(head_mark, self_mark) as mark, count(*) as n
    from read_parquet($learner_year) y join read_parquet($learner) l using (learner_key)
    join (from read_parquet($rating) where report_year = 2021) r using (learner_key)
    where school_year = 2021 and audience = 'teacher' and account_on <= (select as_of from snapshot_info)
        and self_on is not null and (not is_head_due or head_on is not null)
    group by all)
select if(grouping(level) = 1, 'all', level) as level, people, sum(n)::bigint as completed,
    sum(if(mark = 1, n, 0))::bigint as chua_dat, sum(if(mark = 2, n, 0))::bigint as dat,
    sum(if(mark = 3, n, 0))::bigint as kha, sum(if(mark = 4, n, 0))::bigint as tot
from judged, lateral (values ('total', true), ('female', f), ('ethnic_minority', m),
    ('female_ethnic_minority', f and m), ('disadvantaged_area', d)) as people (people, belongs)
where belongs group by grouping sets ((level, people), (people))
