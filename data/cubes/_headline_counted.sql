-- One row per province, group and measure of measures.toml, where anybody or anything was counted.

select
    measure,
    audience,
    cohort_code,
    module_code,
    question_code,
    report_year,
    level,
    people,
    province_code,
    part,
    whole
from headline_coverage
union all
select
    measure,
    audience,
    cohort_code,
    module_code,
    question_code,
    report_year,
    level,
    people,
    province_code,
    part,
    whole
from headline_assessment
union all
select
    measure,
    audience,
    cohort_code,
    module_code,
    question_code,
    report_year,
    level,
    people,
    province_code,
    part,
    whole
from headline_training
union all
select
    measure,
    audience,
    cohort_code,
    module_code,
    question_code,
    report_year,
    level,
    people,
    province_code,
    part,
    whole
from headline_progress
union all
select
    measure,
    audience,
    cohort_code,
    module_code,
    question_code,
    report_year,
    level,
    people,
    province_code,
    part,
    whole
from headline_satisfaction
