with c as (select university_code, sum(answers)::bigint as answers,
    sum(if(answer >= satisfied_from, answers, 0))::bigint as satisfied
    from satisfaction join question using (question_code) join province using (province_code)
    where question_code = 'support_satisfied' and audience = 'teacher' and role = 'mass' group by 1)
select university_code, u.name_vi, u.name_en, answers, satisfied, satisfied / nullif(answers, 0) as share
from (select distinct university_code from province) join university as u using (university_code)
left join c using (university_code) order by 1
