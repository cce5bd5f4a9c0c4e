-- warn: no score of a file is above 10: the file may be on a scale of 10 instead of 100
-- One row a file that names itself, else one for the whole of a part; a few scores alone prove nothing.

select
    'boi_duong' as file,
    min(row_no) as row_no,
    'Điểm LMS' as header,
    any_value(tep) as value
from raw_boi_duong
where lms_score is not null
group by coalesce(tep, cast(row_no >> 32 as varchar))
having max(lms_score) between 0.01 and 10 and count(*) >= 5
