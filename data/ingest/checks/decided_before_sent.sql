-- fail: a pass is decided before it was sent, or was never sent

select
    'boi_duong' as file,
    row_no,
    'Ngày kết quả LMS' as header,
    cast(lms_decided_on as varchar) as value
from enrolment
where lms_decided_on is not null and (lms_sent_on is null or lms_decided_on < lms_sent_on)
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày cốt cán xác nhận' as header,
    cast(supporter_decided_on as varchar) as value
from enrolment
where
    supporter_decided_on is not null
    and (supporter_sent_on is null or supporter_decided_on < supporter_sent_on)
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày trường ĐH ghi nhận' as header,
    cast(university_decided_on as varchar) as value
from enrolment
where
    university_decided_on is not null
    and (university_sent_on is null or university_decided_on < university_sent_on)
