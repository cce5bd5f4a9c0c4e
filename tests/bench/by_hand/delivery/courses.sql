select cohort_code, role, intake::bigint as intake, c.name_vi, c.name_en, module_code, number::bigint as number,
    starts_on, ends_on, pattern, online_before_days::bigint as online_before_days, face_days::bigint as face_days,
    online_after_days::bigint as online_after_days, basis
from course join cohort c using (cohort_code) join module using (module_code)
where c.audience = 'teacher' order by role, c.intake, cohort_code, starts_on, number
