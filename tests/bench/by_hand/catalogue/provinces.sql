select province_code, p.name_vi, p.name_en, region_code, r.name_vi as region_vi, r.name_en as region_en,
    university_code, university_basis, vietnamese_order::bigint as vietnamese_order
from province p left join region r using (region_code)
order by vietnamese_order, province_code
