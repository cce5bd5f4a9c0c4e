-- What did the universities say of themselves in their own assessment (TEIDI)?
--
-- One row per university, year and indicator that was supplied, as supplied: indicators have units of their
-- own and are not compared with each other. A university that supplied none has one row that says nothing.

select
    university.university_code,
    university.name_vi,
    university.name_en,
    teidi.year::bigint as year,
    teidi.indicator,
    teidi.value,
    teidi.unit,
    teidi.source
from university
left join teidi on university.university_code = teidi.university_code
order by university.university_code asc, teidi.year desc, teidi.indicator asc
