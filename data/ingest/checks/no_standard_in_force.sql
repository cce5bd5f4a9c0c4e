-- fail: a person is rated in a report year for which no standard is known

select
    'danh_gia' as file,
    row_no,
    'Năm báo cáo' as header,
    cast(report_year as varchar) as value
from given_rating
where framework_code = '' and province_code is not null
