-- fail: a pass has an outcome without the day it was decided, or a day without an outcome

select
    'boi_duong' as file,
    row_no,
    'Kết quả LMS' as header,
    cast(lms_decided_on as varchar) as value
from enrolment
where (lms_decided_on is null) <> (lms_outcome is null)
union all
select
    'boi_duong' as file,
    row_no,
    'Kết quả cốt cán' as header,
    cast(supporter_decided_on as varchar) as value
from enrolment
where (supporter_decided_on is null) <> (supporter_outcome is null)
union all
select
    'boi_duong' as file,
    row_no,
    'Kết quả trường ĐH' as header,
    cast(university_decided_on as varchar) as value
from enrolment
where (university_decided_on is null) <> (university_outcome is null)
