-- fail: an answer is no point of the question's scale

select
    'khao_sat' as file,
    'Trả lời' as header,
    cast(response.answer as varchar) as sample,
    count(*) as rows
from response
inner join question on response.question_code = question.question_code
where response.answer < 1 or response.answer > question.points
group by response.answer
