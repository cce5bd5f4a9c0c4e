with asked (no, measure, audience, cohort_code, module_code, question_code, report_year) as (values
    (1, 'lms_use', '', '', '', '', 0), (2, 'reporting', '', '', '', '', 2021),
    (3, 'report_published', '', '', '', '', 2021), (4, 'assessment_completed', 'teacher', '', '', '', 2021),
    (5, 'lms_passed', 'teacher', 'teacher-mass-2020', 'all', '', 0),
    (6, 'certified', 'teacher', 'teacher-mass-2020', 'all', '', 0),
    (7, 'finished_all', 'teacher', 'teacher-mass-2020', '', '', 0),
    (8, 'rated_good', 'teacher', '', '', '', 2021), (9, 'rated_excellent', 'teacher', '', '', '', 2021),
    (10, 'satisfied', 'teacher', '', 'all', 'course_satisfied', 0)),
last as (select max(h.as_of) as as_of from history h, snapshot_info i where h.as_of < i.as_of),
counted as (
    select no, h.as_of = (select as_of from snapshot_info) as is_now,
        sum(part)::bigint as part, sum(whole)::bigint as whole, count(*) as n
    from history h join asked using (measure, audience, cohort_code, module_code, question_code, report_year)
    where level = 'all' and people = 'total' and part is not null and whole is not null
        and h.as_of >= (select as_of from last)
    group by all)
select measure, now.part, now.whole, now.part / nullif(now.whole, 0) as share, coalesce(now.n, 0) as units_with_data,
    (select count(*) from province) as units, last.as_of as previous_as_of, past.part as previous_part,
    past.whole as previous_whole, past.part / nullif(past.whole, 0) as previous_share
from asked cross join last
left join counted now on now.no = asked.no and now.is_now left join counted past on past.no = asked.no and not past.is_now
order by asked.no
