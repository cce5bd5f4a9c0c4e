select question_code, asks_about, wording_vi, wording_en, points::bigint as points,
    satisfied_from::bigint as satisfied_from, basis
from question order by question_code
