-- One row per person: province and audience of the latest year, the rest of the latest year that says.

select
    arg_max(province_code, school_year) as province_code,
    learner_key,
    arg_max(audience, school_year) as audience,
    arg_max(is_female, school_year) as is_female,
    arg_max(is_ethnic_minority, school_year) as is_ethnic_minority
from given_person_year
group by learner_key
