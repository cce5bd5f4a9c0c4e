-- fail: a cohort, module, question or criterion is named that the reference tables do not have

with

named as (
    select
        'boi_duong' as file,
        row_no,
        'Đợt' as header,
        cohort_code as value
    from enrolment
    anti join cohort on enrolment.cohort_code = cohort.cohort_code
    union all
    select
        'boi_duong' as file,
        row_no,
        'Mô đun' as header,
        module_code as value
    from enrolment
    anti join module on enrolment.module_code = module.module_code
    union all
    select
        'ho_tro' as file,
        row_no,
        'Mô đun' as header,
        module_code as value
    from support
    anti join module on support.module_code = module.module_code
    union all
    select
        'khao_sat' as file,
        row_no,
        'Mô đun' as header,
        module_code as value
    from response
    anti join module on response.module_code = module.module_code
    union all
    select
        'khao_sat' as file,
        row_no,
        'Câu hỏi' as header,
        question_code as value
    from response
    anti join question on response.question_code = question.question_code
    union all
    select
        'nhu_cau' as file,
        row_no,
        'Mô đun' as header,
        module_code as value
    from need
    anti join module on need.module_code = module.module_code
    where module_code <> ''
)

select
    file,
    row_no,
    header,
    value
from named
where value is not null
