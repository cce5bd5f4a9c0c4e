-- Which regions group the provinces?
--
-- One row per socio-economic region, north to south.

select
    region_code,
    name_vi,
    name_en
from region
order by region_code
