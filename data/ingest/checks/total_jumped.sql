-- warn: a total rose by more than a fifth against the snapshot before; of few, chance is enough

select
    total.file,
    null as row_no,
    '' as header,
    coalesce(province.name_vi, 'country') || ' ' || total.period || ': ' || previous_total.rows || ' → '
    || total.rows as value
from total
inner join previous_total
    on
        total.what = previous_total.what
        and total.place = previous_total.place
        and total.period = previous_total.period
left join province on total.place = province.province_code
where previous_total.rows >= 50 and total.rows > 1.2 * previous_total.rows
