-- One row per province and measure of measures.toml: the part and the whole, for everybody.
--
-- A dimension that a measure does not know is empty, the report year 0, the level 'all'.

select
    measure,
    audience,
    cohort_code,
    module_code,
    question_code,
    report_year,
    level,
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
    province_code,
    part,
    whole
from headline_satisfaction
