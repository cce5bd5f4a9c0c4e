-- Which universities train, and how many provinces does each look after?
--
-- One row per university or academy. The Academy trains managers everywhere and is no
-- province's own, so its count is 0.

with

provinces_of as (
    select
        province.university_code,
        count(*) as provinces
    from province
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    group by province.university_code
)

select
    university.university_code,
    university.name_vi,
    university.name_en,
    university.kind,
    coalesce(provinces_of.provinces, 0) as provinces
from university
left join provinces_of on university.university_code = provinces_of.university_code
order by university.kind desc, university.university_code asc
