-- One row per person and school year, with what the export says of the person that year.

select
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
left join person on person.identifier = raw.identifier
left join school on school.school_code = raw.school_code
left join code_school_year on code_school_year.text = raw.school_year
left join code_audience on code_audience.text = raw.audience
left join code_level on code_level.text = raw.level
left join code_subject on code_subject.text = raw.subject
left join code_role on code_role.text = raw.role
left join code_sex on code_sex.text = raw.sex
left join code_yes_no as ethnic_minority on ethnic_minority.text = raw.ethnic_minority
left join code_yes_no as disadvantaged on disadvantaged.text = raw.disadvantaged
left join code_yes_no as head_due on head_due.text = raw.head_due
