-- fail: a row names a person who is not in the list of people; who it is stays unsaid

select
    'boi_duong' as file,
    row_no,
    'Mã định danh' as header,
    null as value
from enrolment
where learner_key is null
union all
select
    'danh_gia' as file,
    row_no,
    'Mã định danh' as header,
    null as value
from given_rating
where learner_key is null
union all
select
    'ho_tro' as file,
    row_no,
    'Mã định danh' as header,
    null as value
from support
where learner_key is null
union all
select
    'ho_tro' as file,
    row_no,
    'Mã cốt cán' as header,
    null as value
from support
where supporter_key is null
union all
select
    'khao_sat' as file,
    row_no,
    'Mã định danh' as header,
    null as value
from response
where learner_key is null
union all
select
    'nhu_cau' as file,
    row_no,
    'Mã định danh' as header,
    null as value
from need
where learner_key is null
