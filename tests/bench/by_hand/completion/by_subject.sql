select subject, sum(enrolments)::bigint as enrolments, sum(lms_passed)::bigint as lms_passed,
    sum(certified)::bigint as certified, sum(lms_passed) / nullif(sum(enrolments), 0) as lms_share
from training where cohort_code = 'teacher-mass-2020' and people = 'total'
group by subject order by enrolments desc, subject
