-- fail: an LMS score is not between 0 and 100

select
    'boi_duong' as file,
    row_no,
    'Điểm LMS' as header,
    cast(lms_score as varchar) as value
from enrolment
where lms_score < 0 or lms_score > 100 or isnan(lms_score)
