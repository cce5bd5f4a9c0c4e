-- warn: a complete assessment without an overall mark; the four marks then do not add up to the completed

select
    'danh_gia' as file,
    rating.row_no,
    'Xếp loại' as header,
    cast(rating.report_year as varchar) as value
from rating
inner join learner_year
    on rating.learner_key = learner_year.learner_key and rating.report_year = learner_year.school_year
where
    rating.self_on is not null
    and (not learner_year.is_head_due or rating.head_on is not null)
    and coalesce(rating.head_mark, rating.self_mark) is null
