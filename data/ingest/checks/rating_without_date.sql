-- fail: the person or the head gave an overall mark on a day that is not told: done or not cannot be said

select
    'danh_gia' as file,
    row_no,
    'Ngày đánh giá' as header,
    rater as value
from given_rating
where rater <> 'peers' and mark is not null and rated_on is null
