-- fail: something happened after the day to which the export says it counts

with

latest as (
    select 'boi_duong' as file, 'Ngày ghi danh' as header, max(enrolled_on) as day_on from enrolment
    union all
    select 'boi_duong' as file, 'Ngày nộp LMS' as header, max(lms_sent_on) as day_on from enrolment
    union all
    select 'boi_duong' as file, 'Ngày kết quả LMS' as header, max(lms_decided_on) as day_on from enrolment
    union all
    select 'boi_duong' as file, 'Ngày gửi cốt cán' as header, max(supporter_sent_on) as day_on from enrolment
    union all
    select 'boi_duong' as file, 'Ngày cốt cán xác nhận' as header, max(supporter_decided_on) as day_on from enrolment
    union all
    select 'boi_duong' as file, 'Ngày gửi trường ĐH' as header, max(university_sent_on) as day_on from enrolment
    union all
    select 'boi_duong' as file, 'Ngày trường ĐH ghi nhận' as header, max(university_decided_on) as day_on from enrolment
    union all
    select 'boi_duong' as file, 'Ngày cấp chứng nhận' as header, max(certificate_on) as day_on from enrolment
    union all
    select 'danh_gia' as file, 'Ngày đánh giá' as header, max(rated_on) as day_on from given_rating
    union all
    select 'khao_sat' as file, 'Ngày trả lời' as header, max(answered_on) as day_on from response
    union all
    select 'hoat_dong' as file, 'Ngày' as header, max(day_on) as day_on from activity_day
    union all
    select 'bao_cao' as file, 'Ngày nhận' as header, max(received_on) as day_on from submission
    union all
    select 'bao_cao' as file, 'Ngày công bố' as header, max(published_on) as day_on from submission
)

select
    latest.file,
    latest.header,
    cast(latest.day_on as varchar) as sample,
    1 as rows
from latest
cross join as_of
where latest.day_on > as_of.as_of
