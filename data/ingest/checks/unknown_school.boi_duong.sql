-- fail: an enrolment names a school that the list of schools does not have

select
    'boi_duong' as file,
    row_no,
    'Mã trường' as header,
    school_code as value
from enrolment
where province_code is null
