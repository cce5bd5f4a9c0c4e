with chosen as (
    select snapshot_id, sum(part)::bigint as part, sum(whole)::bigint as whole, count(*) as n from history
    where measure = 'lms_passed' and audience = 'teacher' and cohort_code = 'teacher-mass-2020' and module_code = 'all'
        and level = 'all' and people = 'total' and part is not null and whole is not null
    group by 1)
select snapshot_id, as_of, part, whole, part / nullif(whole, 0) as share, coalesce(n, 0) as units_with_data
from (select distinct snapshot_id, as_of from history) left join chosen using (snapshot_id)
order by as_of, snapshot_id
