-- fail: a cohort, module, question or criterion is named that the reference tables do not have

with

named as (
    select 'boi_duong' as file, 'Đợt' as header, cohort_code as code from enrolment
    union all
    select 'boi_duong' as file, 'Mô đun' as header, module_code as code from enrolment
    union all
    select 'ho_tro' as file, 'Mô đun' as header, module_code as code from support
    union all
    select 'khao_sat' as file, 'Mô đun' as header, module_code as code from response
    union all
    select 'khao_sat' as file, 'Câu hỏi' as header, question_code as code from response
    union all
    select 'nhu_cau' as file, 'Mô đun' as header, module_code as code from need where module_code <> ''
),

counted as (
    select file, header, code, count(*) as rows from named group by file, header, code
),

known as (
    select 'Đợt' as header, cohort_code as code from cohort
    union all
    select 'Mô đun' as header, module_code as code from module
    union all
    select 'Câu hỏi' as header, question_code as code from question
)

select
    counted.file,
    counted.header,
    counted.code as sample,
    counted.rows
from counted
anti join known on counted.header = known.header and counted.code = known.code
