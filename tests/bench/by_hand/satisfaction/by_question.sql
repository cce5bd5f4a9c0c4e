with counted as (
    select question_code, sum(answers)::bigint as answers,
        sum(if(answer >= satisfied_from, answers, 0))::bigint as satisfied
    from satisfaction join question using (question_code)
    where audience = 'teacher' and role = 'mass' group by 1)
select question_code, wording_vi, wording_en, asks_about, points::bigint as points,
    satisfied_from::bigint as satisfied_from, basis, answers, satisfied, satisfied / nullif(answers, 0) as share
from question left join counted using (question_code) order by question_code
