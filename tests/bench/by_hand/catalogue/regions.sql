select region_code, name_vi, name_en from region order by region_code
