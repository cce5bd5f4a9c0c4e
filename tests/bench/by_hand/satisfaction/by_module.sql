with counted as (
    select module_code, sum(answers)::bigint as answers, sum(if(answer >= satisfied_from, answers, 0))::bigint as satisfied
    from satisfaction join question using (question_code)
    where question_code = 'support_satisfied' and audience = 'teacher' and role = 'mass' group by 1)
select module_code, number::bigint as number, title_vi, title_en, answers, satisfied,
    satisfied / nullif(answers, 0) as share
from module left join counted using (module_code)
where module_code in (
    select module_code from cohort_module join cohort using (cohort_code) where audience = 'teacher' and role = 'mass')
order by number, module_code
