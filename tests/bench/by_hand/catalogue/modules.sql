select module_code, number::bigint as number, title_vi, title_en
from cohort_module join module using (module_code)
where cohort_code = 'teacher-mass-2020' order by number, module_code
