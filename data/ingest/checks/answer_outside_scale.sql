-- fail: an answer is no point of the question's scale

select
    'khao_sat' as file,
    response.row_no,
    'Trả lời' as header,
    cast(response.answer as varchar) as value
from response
inner join question on response.question_code = question.question_code
where response.answer < 1 or response.answer > question.points
