-- fail: a certificate is issued before the university's pass, or without it

select
    'boi_duong' as file,
    row_no,
    'Ngày cấp chứng nhận' as header,
    cast(certificate_on as varchar) as value
from enrolment
where
    certificate_on is not null
    and (coalesce(university_outcome, '') <> 'passed' or certificate_on < university_decided_on)
