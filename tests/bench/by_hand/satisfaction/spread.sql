with counted as (
    select answer, sum(answers)::bigint as answers from satisfaction
    where question_code = 'support_satisfied' and audience = 'teacher' and role = 'mass' group by 1)
select point as answer, if(sum(answers) over () > 0, coalesce(answers, 0), null) as answers,
    coalesce(answers, 0) / nullif(sum(answers) over (), 0) as share
from (select unnest(range(1, points::bigint + 1)) as point from question where question_code = 'support_satisfied')
left join counted on point = answer order by point
