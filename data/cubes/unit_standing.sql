-- One row per school, level, audience and report year: accounts, complete assessments and marks.
--
-- The same reading as the cube of provinces (standing.sql), for everybody in the school; null where no rating
-- has come from the province at all.

with

heard_from as (
    select distinct
        province_code,
        report_year
    from rating
),

judged as (
    select
        person_year.province_code,
        school.district_code,
        person_year.school_code,
        person_year.level,
        person_year.audience,
        person_year.school_year as report_year,
        rating.self_on is not null as is_self_done,
        rating.self_on is not null
        and (not person_year.is_head_due or rating.head_on is not null) as is_complete,
        coalesce(rating.head_mark, rating.self_mark) as mark,
        heard_from.report_year is not null as is_heard_from
    from person_year
    cross join as_of
    inner join school
        on
            person_year.province_code = school.province_code
            and person_year.school_code = school.school_code
    left join rating
        on
            person_year.learner_key = rating.learner_key
            and person_year.school_year = rating.report_year
    left join heard_from
        on
            person_year.province_code = heard_from.province_code
            and person_year.school_year = heard_from.report_year
    where person_year.account_on <= as_of.as_of
)

select
    province_code,
    district_code,
    school_code,
    level,
    audience,
    report_year,
    count(*) as accounts,
    case when is_heard_from then count(*) filter (where is_self_done) end as self_done,
    case when is_heard_from then count(*) filter (where is_complete) end as completed,
    case when is_heard_from then count(*) filter (where is_complete and mark = 1) end as chua_dat,
    case when is_heard_from then count(*) filter (where is_complete and mark = 2) end as dat,
    case when is_heard_from then count(*) filter (where is_complete and mark = 3) end as kha,
    case when is_heard_from then count(*) filter (where is_complete and mark = 4) end as tot
from judged
group by
    province_code,
    district_code,
    school_code,
    level,
    audience,
    report_year,
    is_heard_from
