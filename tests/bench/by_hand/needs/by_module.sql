with m as (
    select criterion_no, sum(chua_dat + dat)::bigint as weak, sum(chua_dat + dat + kha + tot)::bigint as rated
    from criterion_standing
    where framework_code = 'TT20/2018' and report_year = 2021 and people = 'total' and rater = 'self' group by 1),
w as (
    select module_code, criterion_no, sum(learners)::bigint as n from need_count
    where report_year = 2021 and audience = 'teacher' and people = 'total' group by 1, 2),
l as (
    select c.module_code, string_agg(criterion_no::varchar, ', ' order by criterion_no) as criteria,
        max(weak) as weak, max(rated) as rated, coalesce(max(n), 0) as wished_criterion
    from criterion_module c left join m using (criterion_no) left join w using (criterion_no)
    where framework_code = 'TT20/2018' group by 1),
t as (
    select module_code, sum(enrolments) filter (where role = 'mass')::bigint as enrolments,
        sum(lms_passed) filter (where role = 'mass')::bigint as lms_passed,
        sum(enrolments) filter (where role = 'core')::bigint as core_enrolments,
        sum(lms_passed) filter (where role = 'core')::bigint as core_passed
    from training join cohort using (cohort_code) where audience = 'teacher' and people = 'total' group by 1),
p as (select distinct module_code from cohort_module join cohort using (cohort_code) where role = 'mass'),
n as (
    select module_code, number::bigint as number, title_vi, title_en, criteria, weak, rated,
        weak / nullif(rated, 0) as weak_share, wished_criterion, coalesce(w.n, 0) as wished_module,
        greatest(weak, wished_criterion, wished_module) as need, enrolments, lms_passed,
        lms_passed / nullif(enrolments, 0) as lms_share, core_enrolments, core_passed,
        core_passed / nullif(core_enrolments, 0) as core_share,
        case when enrolments > 0 then 'value' when p.module_code is null then 'no_cohort' else 'no_data' end
            as training_state,
        case when enrolments > 0 then round(need * (enrolments - lms_passed) / enrolments)::bigint else need end
            as remaining
    from module left join l using (module_code) left join w using (module_code) left join t using (module_code)
    left join p using (module_code)
    where audience = 'teacher')
select *, case when remaining > 0 then row_number() over (order by remaining desc, number) end as place
from n order by remaining desc nulls last, number
