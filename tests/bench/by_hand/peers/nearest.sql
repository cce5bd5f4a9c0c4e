with c as (select province_code, sum(teachers)::bigint as size from teacher_count where year = 2021 group by 1),
h as (
    select province_code, max(whole) filter (where people = 'total') as accounts,
        max(whole) filter (where people = 'disadvantaged_area') as disadvantaged
    from headline
    where measure = 'assessment_completed' and audience = 'teacher' and report_year = 2021 and level = 'all'
    group by 1),
t as (
    select province_code, name_vi, name_en, size, 'teachers' as size_basis, accounts, disadvantaged,
        disadvantaged / nullif(accounts, 0) as disadvantaged_share, since_on, province_code = '01' as is_own
    from province join c using (province_code) left join h using (province_code) left join lms_use using (province_code)),
s as (
    select stddev_pop(ln(size)) as a, stddev_pop(disadvantaged_share) as b,
        stddev_pop(since_on - date '2000-01-01') as c
    from t),
d as (
    select t.*, case when not t.is_own then pow((ln(t.size) - ln(o.size)) / a, 2)
        + pow((t.disadvantaged_share - o.disadvantaged_share) / b, 2) + pow((t.since_on - o.since_on) / c, 2) end
        as distance
    from t, s, (from t where is_own) o)
select *, case when distance is not null then row_number() over (order by distance nulls last, province_code) end as place,
    coalesce(place <= 8, false) as is_peer
from d order by is_own desc, place nulls last, province_code
