-- fail: a person or an enrolment names a school that the list of schools does not have

select
    'hoc_vien' as file,
    'Mã trường' as header,
    school_code as sample,
    count(*) as rows
from learner_year
where province_code is null
group by school_code
union all
select
    'boi_duong' as file,
    'Mã trường' as header,
    school_code as sample,
    count(*) as rows
from enrolment
where province_code is null
group by school_code
