select university_code, u.name_vi, u.name_en, u.kind, count(province_code) as provinces
from university u left join province using (university_code)
group by all order by u.kind desc, university_code
