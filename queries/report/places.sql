-- What are the provinces within the scope called, and which of them are cities?
--
-- One row per province shown that is wholly within the scope, in Vietnamese alphabetical order. is_city:
-- under central rule, no tỉnh.
--
-- $province_code  one province, or null for all in scope

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.kind <> 'tỉnh' as is_city
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
inner join scope_province on province.province_code = scope_province.province_code
where $province_code is null or province.province_code = $province_code
order by province.vietnamese_order, province.province_code
