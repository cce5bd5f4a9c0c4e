select cohort_code, audience, role, intake::bigint as intake, name_vi, name_en,
    modules_required::bigint as modules_required
from cohort where audience = 'teacher' order by intake, role, cohort_code
