select province_code, name_vi, name_en, kind <> 'tỉnh' as is_city from province where vintage = 63 and province_code = '01'
