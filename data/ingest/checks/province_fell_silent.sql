-- warn: a province had people, enrolments or ratings in the snapshot before, and has none now

with

before as (
    select
        file,
        what,
        place,
        sum(rows) as rows
    from previous_total
    where what <> 'certificates' and place <> 'all'
    group by file, what, place
),

now as (
    select
        what,
        place,
        sum(rows) as rows
    from total
    group by what, place
)

select
    before.file,
    null as row_no,
    'Tỉnh/Thành phố' as header,
    province.name_vi as value
from before
inner join province on before.place = province.province_code
left join now on before.what = now.what and before.place = now.place
where before.rows > 0 and coalesce(now.rows, 0) = 0
