-- warn: a person is a teacher in one year and a manager in another; the latest year holds for all of them

with

changed as (
    select learner_key
    from given_person_year
    group by learner_key
    having count(distinct audience) > 1
)

select
    'hoc_vien' as file,
    'Đối tượng' as header,
    null as sample,
    count(*) as rows
from changed
having count(*) > 0
