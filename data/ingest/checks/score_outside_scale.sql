-- fail: an LMS score is not between 0 and 100

select
    'boi_duong' as file,
    'Điểm LMS' as header,
    cast(lms_score as varchar) as sample,
    count(*) as rows
from enrolment
where lms_score < 0 or lms_score > 100 or isnan(lms_score)
group by lms_score
