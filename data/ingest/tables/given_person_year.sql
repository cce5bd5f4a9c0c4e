-- One row per person and school year, with what the export says of the person that year.

select
    raw.row_no,
    school.province_code,
    person.learner_key,
    cast(code_school_year.code as usmallint) as school_year,
    raw.school_code,
    code_audience.code as audience,
    code_level.code as level,
    coalesce(code_subject.code, '') as subject,
    code_role.code as role,
    code_sex.code = 'female' as is_female,
    ethnic_minority.code = 'yes' as is_ethnic_minority,
    disadvantaged.code = 'yes' as is_disadvantaged,
    head_due.code = 'yes' as is_head_due,
    raw.account_on
from raw_hoc_vien as raw
left join person on raw.identifier = person.identifier
left join school on raw.school_code = school.school_code
left join code_school_year on raw.school_year = code_school_year.text
left join code_audience on raw.audience = code_audience.text
left join code_level on raw.level = code_level.text
left join code_subject on raw.subject = code_subject.text
left join code_role on raw.role = code_role.text
left join code_sex on raw.sex = code_sex.text
left join code_yes_no as ethnic_minority on raw.ethnic_minority = ethnic_minority.text
left join code_yes_no as disadvantaged on raw.disadvantaged = disadvantaged.text
left join code_yes_no as head_due on raw.head_due = head_due.text
