-- warn: a person is a teacher in one year and a manager in another; the latest year holds for all of them

select
    'hoc_vien' as file,
    arg_max(row_no, school_year) as row_no,
    'Đối tượng' as header,
    null as value
from given_person_year
group by learner_key
having count(distinct audience) > 1
