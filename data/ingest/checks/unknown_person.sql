-- fail: a row names a person who is not in the list of people; who it is stays unsaid

with

named as (
    select 'boi_duong' as file, 'Mã định danh' as header from enrolment where learner_key is null
    union all
    select 'danh_gia' as file, 'Mã định danh' as header from given_rating where learner_key is null
    union all
    select 'ho_tro' as file, 'Mã định danh' as header from support where learner_key is null
    union all
    select 'ho_tro' as file, 'Mã cốt cán' as header from support where supporter_key is null
    union all
    select 'khao_sat' as file, 'Mã định danh' as header from response where learner_key is null
    union all
    select 'nhu_cau' as file, 'Mã định danh' as header from need where learner_key is null
)

select
    file,
    header,
    null as sample,
    count(*) as rows
from named
group by file, header
