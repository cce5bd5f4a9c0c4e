-- warn: teachers with an account, in a province's latest year, are far from the statistics office's count
-- $kind  of the export; made-up people are fewer by their scale, so that nothing follows from their number

with

latest as (
    select
        province_code,
        max(school_year) as school_year
    from given_person_year
    where audience = 'teacher' and $kind <> 'synthetic'
    group by province_code
),

counted as (
    select
        given_person_year.province_code,
        given_person_year.level,
        count(*) as accounts
    from given_person_year
    inner join latest
        on
            given_person_year.province_code = latest.province_code
            and given_person_year.school_year = latest.school_year
    where given_person_year.audience = 'teacher'
    group by given_person_year.province_code, given_person_year.level
)

select
    'hoc_vien' as file,
    null as row_no,
    'Cấp học' as header,
    province.name_vi || ' ' || teacher_count.level || ': ' || coalesce(counted.accounts, 0)
    || ' / ' || teacher_count.teachers as value
from teacher_count
inner join province on teacher_count.province_code = province.province_code
semi join latest on teacher_count.province_code = latest.province_code
left join counted
    on teacher_count.province_code = counted.province_code and teacher_count.level = counted.level
where
    teacher_count.teachers > 0
    and coalesce(counted.accounts, 0) not between 0.5
    * teacher_count.teachers and 1.3
    * teacher_count.teachers
