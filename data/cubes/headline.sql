-- One row per province, group and measure of measures.toml: the part and the whole.
--
-- A dimension that a measure does not know is empty, the report year 0, the level 'all', the group 'total'.
-- Groups overlap, never add them.

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
from headline_counted
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
from headline_nobody
