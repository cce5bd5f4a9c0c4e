-- One row per person and school year.

select
    province_code,
    learner_key,
    school_year,
    school_code,
    level,
    subject,
    role,
    is_disadvantaged,
    is_head_due,
    account_on
from given_person_year
