-- warn: fewer certificates of a cohort than in the snapshot before; what was issued cannot vanish

select
    previous_total.file,
    null as row_no,
    'Ngày cấp chứng nhận' as header,
    coalesce(province.name_vi, 'country') || ' ' || previous_total.period || ': ' || previous_total.rows
    || ' → ' || coalesce(total.rows, 0) as value
from previous_total
left join total
    on
        previous_total.what = total.what
        and previous_total.place = total.place
        and previous_total.period = total.period
left join province on previous_total.place = province.province_code
where previous_total.what = 'certificates' and coalesce(total.rows, 0) < previous_total.rows
