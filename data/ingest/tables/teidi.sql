-- One row per university, year and indicator of its own assessment.

select
    raw.row_no,
    code_university.code as university_code,
    raw.year,
    raw.indicator,
    raw.value,
    raw.unit,
    raw.source
from raw_teidi as raw
left join code_university on raw.university = code_university.text
