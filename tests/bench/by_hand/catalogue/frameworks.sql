select framework_code, audience, name_vi, name_en, valid_from, valid_to, criteria::bigint as criteria, source
from framework order by audience desc, valid_from, framework_code
