-- fail: a person's school is not in the list of schools

select
    'hoc_vien' as file,
    row_no,
    'Mã trường' as header,
    school_code as value
from given_person_year
where province_code is null
