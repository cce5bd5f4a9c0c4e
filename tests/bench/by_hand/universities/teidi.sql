select u.university_code, u.name_vi, u.name_en, t.year::bigint as year, indicator, value, unit, t.source
from university as u left join teidi as t using (university_code) order by 1, 4 desc, 5
