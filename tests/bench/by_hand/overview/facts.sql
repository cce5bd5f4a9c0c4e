select province_code, name_vi, name_en, region_code, university_code, university_basis, platform
from province left join lms_use using (province_code) order by province_code
