-- Of which kind are the units below the province: districts, or communes as they are since 1/7/2025?
--
-- One row per kind; none where the data name no unit below the province.

select distinct kind
from district
order by kind
