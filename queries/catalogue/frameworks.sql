-- Which professional standards are there, and when was each in force?
--
-- One row per standard; criteria is null where they are not known here.

select
    framework_code,
    audience,
    name_vi,
    name_en,
    valid_from,
    valid_to,
    criteria::bigint as criteria,
    source
from framework
order by audience desc, valid_from asc, framework_code asc
