-- Which districts does one province have?
--
-- One row per district, in Vietnamese alphabetical order.
--
-- $province_code  GSO code of the province

select
    district_code,
    name_vi
from district
where province_code = $province_code
order by name_vi collate vi, district_code
