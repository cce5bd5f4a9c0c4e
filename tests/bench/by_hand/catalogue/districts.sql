select district_code, name_vi from district where province_code = '01' order by name_vi collate vi, district_code
