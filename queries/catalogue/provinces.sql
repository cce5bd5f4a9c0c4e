-- Which provinces are there, and where does each belong?
--
-- One row per province of the snapshot's vintage, in Vietnamese alphabetical order.

select
    province.province_code,
    province.name_vi,
    province.name_en,
    province.region_code,
    region.name_vi as region_vi,
    region.name_en as region_en,
    province.university_code,
    province.university_basis,
    province.vietnamese_order::bigint as vietnamese_order
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join region on province.region_code = region.region_code
order by province.vietnamese_order, province.province_code
