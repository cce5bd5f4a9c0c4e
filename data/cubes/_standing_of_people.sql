-- One row per province, report year, role, level and group: where the people stand who sent their ratings.
--
-- The base is the people with an account in the school year. Complete: self-assessment done and, where it
-- is due, the head's evaluation done. The mark shown is the head's, else the person's own, and only where
-- the assessment is complete. Totals over role and level are written out as 'all'.
-- Where no rating at all has come from a province for a year, what was done is not known: null, not zero.

with

judged as (
    select
        person_year.cell_no,
        person_year.is_head_due,
        rating.self_on is not null as is_self_done,
        rating.head_on is not null as is_head_done,
        rating.self_on is not null
        and (not person_year.is_head_due or rating.head_on is not null) as is_complete,
        coalesce(rating.head_mark, rating.self_mark) as mark
    from person_year
    cross join as_of
    left join rating
        on
            person_year.learner_key = rating.learner_key
            and person_year.school_year = rating.report_year
    where person_year.account_on <= as_of.as_of
),

heard_from as (
    select distinct
        province_code,
        report_year
    from rating
),

counted as (
    select
        cell_no,
        count(*) as accounts,
        count(*) filter (where is_self_done) as self_done,
        count(*) filter (where is_head_due) as head_due,
        count(*) filter (where is_head_done) as head_done,
        count(*) filter (where is_complete) as completed,
        count(*) filter (where is_complete and mark = 1) as chua_dat,
        count(*) filter (where is_complete and mark = 2) as dat,
        count(*) filter (where is_complete and mark = 3) as kha,
        count(*) filter (where is_complete and mark = 4) as tot
    from judged
    group by cell_no
)

select
    cell_people.province_code,
    cell_people.school_year as report_year,
    coalesce(framework_year.framework_code, '') as framework_code,
    cell_people.audience,
    case when grouping(cell_people.role) = 1 then 'all' else cell_people.role end as role,
    case when grouping(cell_people.level) = 1 then 'all' else cell_people.level end as level,
    cell_people.people,
    cast(sum(counted.accounts) as bigint) as accounts,
    cast(sum(case when heard_from.report_year is not null then counted.self_done end) as bigint) as self_done,
    cast(sum(counted.head_due) as bigint) as head_due,
    cast(sum(case when heard_from.report_year is not null then counted.head_done end) as bigint) as head_done,
    cast(sum(case when heard_from.report_year is not null then counted.completed end) as bigint) as completed,
    cast(sum(case when heard_from.report_year is not null then counted.chua_dat end) as bigint) as chua_dat,
    cast(sum(case when heard_from.report_year is not null then counted.dat end) as bigint) as dat,
    cast(sum(case when heard_from.report_year is not null then counted.kha end) as bigint) as kha,
    cast(sum(case when heard_from.report_year is not null then counted.tot end) as bigint) as tot
from counted
inner join cell_people on counted.cell_no = cell_people.cell_no
left join framework_year
    on
        cell_people.audience = framework_year.audience
        and cell_people.school_year = framework_year.report_year
left join heard_from
    on
        cell_people.province_code = heard_from.province_code
        and cell_people.school_year = heard_from.report_year
group by grouping sets (
    (
        cell_people.province_code, cell_people.school_year, framework_year.framework_code,
        cell_people.audience, cell_people.people, cell_people.role, cell_people.level
    ),
    (
        cell_people.province_code, cell_people.school_year, framework_year.framework_code,
        cell_people.audience, cell_people.people, cell_people.role
    ),
    (
        cell_people.province_code, cell_people.school_year, framework_year.framework_code,
        cell_people.audience, cell_people.people, cell_people.level
    ),
    (
        cell_people.province_code, cell_people.school_year, framework_year.framework_code,
        cell_people.audience, cell_people.people
    )
)
