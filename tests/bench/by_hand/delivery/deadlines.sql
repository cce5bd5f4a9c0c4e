from (
    select due_on, 'submission' as kind, dataset as name, count(*) as units from submission group by all
    union all select distinct due_on, 'target', measure, null from target)
where due_on between '2021-09-01' and '2022-08-31' order by all
