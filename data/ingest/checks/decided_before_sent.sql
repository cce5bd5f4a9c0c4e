-- fail: a pass is decided before it was sent, or was never sent

select
    'boi_duong' as file,
    'Ngày kết quả LMS' as header,
    cast(lms_decided_on as varchar) as sample,
    count(*) as rows
from enrolment
where lms_decided_on is not null and (lms_sent_on is null or lms_decided_on < lms_sent_on)
group by lms_decided_on
union all
select
    'boi_duong' as file,
    'Ngày cốt cán xác nhận' as header,
    cast(supporter_decided_on as varchar) as sample,
    count(*) as rows
from enrolment
where
    supporter_decided_on is not null
    and (supporter_sent_on is null or supporter_decided_on < supporter_sent_on)
group by supporter_decided_on
union all
select
    'boi_duong' as file,
    'Ngày trường ĐH ghi nhận' as header,
    cast(university_decided_on as varchar) as sample,
    count(*) as rows
from enrolment
where
    university_decided_on is not null
    and (university_sent_on is null or university_decided_on < university_sent_on)
group by university_decided_on
