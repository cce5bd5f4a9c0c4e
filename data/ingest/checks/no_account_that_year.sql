-- fail: a person is rated, or declares a need, in a year in which they have no account

select
    'danh_gia' as file,
    row_no,
    'Năm báo cáo' as header,
    cast(report_year as varchar) as value
from given_rating
where province_code is null and learner_key is not null
union all
select
    'nhu_cau' as file,
    row_no,
    'Năm báo cáo' as header,
    cast(report_year as varchar) as value
from need
where province_code is null and learner_key is not null
