-- fail: something happened after the day to which the export says it counts
-- $as_of  the day; bound, so that tables without such a day are not searched

select
    'boi_duong' as file,
    row_no,
    'Ngày ghi danh' as header,
    cast(enrolled_on as varchar) as value
from enrolment
where enrolled_on > $as_of
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày nộp LMS' as header,
    cast(lms_sent_on as varchar) as value
from enrolment
where lms_sent_on > $as_of
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày kết quả LMS' as header,
    cast(lms_decided_on as varchar) as value
from enrolment
where lms_decided_on > $as_of
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày gửi cốt cán' as header,
    cast(supporter_sent_on as varchar) as value
from enrolment
where supporter_sent_on > $as_of
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày cốt cán xác nhận' as header,
    cast(supporter_decided_on as varchar) as value
from enrolment
where supporter_decided_on > $as_of
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày gửi trường ĐH' as header,
    cast(university_sent_on as varchar) as value
from enrolment
where university_sent_on > $as_of
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày trường ĐH ghi nhận' as header,
    cast(university_decided_on as varchar) as value
from enrolment
where university_decided_on > $as_of
union all
select
    'boi_duong' as file,
    row_no,
    'Ngày cấp chứng nhận' as header,
    cast(certificate_on as varchar) as value
from enrolment
where certificate_on > $as_of
union all
select
    'danh_gia' as file,
    row_no,
    'Ngày đánh giá' as header,
    cast(rated_on as varchar) as value
from given_rating
where rated_on > $as_of
union all
select
    'khao_sat' as file,
    row_no,
    'Ngày trả lời' as header,
    cast(answered_on as varchar) as value
from response
where answered_on > $as_of
union all
select
    'hoat_dong' as file,
    row_no,
    'Ngày' as header,
    cast(day_on as varchar) as value
from activity_day
where day_on > $as_of
union all
select
    'bao_cao' as file,
    row_no,
    'Ngày nhận' as header,
    cast(received_on as varchar) as value
from submission
where received_on > $as_of
union all
select
    'bao_cao' as file,
    row_no,
    'Ngày công bố' as header,
    cast(published_on as varchar) as value
from submission
where published_on > $as_of
