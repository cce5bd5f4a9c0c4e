with asked (no, measure, audience, cohort_code, module_code, question_code, report_year) as (values
    (1, 'reporting', '', '', '', '', 2021), (2, 'report_published', '', '', '', '', 2021),
    (3, 'assessment_completed', 'teacher', '', '', '', 2021),
    (4, 'lms_passed', 'teacher', 'teacher-mass-2020', 'all', '', 0),
    (5, 'certified', 'teacher', 'teacher-mass-2020', 'all', '', 0),
    (6, 'finished_all', 'teacher', 'teacher-mass-2020', '', '', 0),
    (7, 'rated_good', 'teacher', '', '', '', 2021), (8, 'rated_excellent', 'teacher', '', '', '', 2021),
    (9, 'satisfied', 'teacher', '', 'all', 'support_satisfied', 0)),
a as (
    select no, province_code, part, whole, part / nullif(whole, 0) as share,
        province_code in ('22', '27', '30', '34', '38', '40', '48', '79') as is_peer
    from headline join asked using (measure, audience, cohort_code, module_code, question_code, report_year)
    where level = 'all' and people = 'total'),
o as (from a where province_code = '01'),
s as (
    select no, count(a.share) filter (where a.is_peer) as n, min(a.share) filter (where a.is_peer) as low,
        median(a.share) filter (where a.is_peer) as mid, max(a.share) filter (where a.is_peer) as high,
        count(*) filter (where a.is_peer and a.share > o.share) as higher,
        sum(a.part) filter (where a.share is not null)::bigint as part,
        sum(a.whole) filter (where a.share is not null)::bigint as whole, count(a.share) as known
    from a left join o using (no) group by 1)
select measure, o.part, o.whole, share, case when share is not null then 'value' when o.whole = 0 then 'nobody'
        else 'no_data' end as own_state,
    coalesce(n, 0) as peers_known, low as low_share, mid as median_share, high as high_share,
    case when share is not null then higher + 1 end as place, s.part as country_part, s.whole as country_whole,
    s.part / nullif(s.whole, 0) as country_share, coalesce(known, 0) as provinces_known
from asked left join o using (no) left join s using (no)
order by no
