-- warn: the head evaluated a person whose turn it was not; the mark counts all the same

select
    'danh_gia' as file,
    given_rating.row_no,
    'Người đánh giá' as header,
    cast(given_rating.report_year as varchar) as value
from given_rating
inner join learner_year
    on
        given_rating.learner_key = learner_year.learner_key
        and given_rating.report_year = learner_year.school_year
where
    given_rating.rater = 'head'
    and given_rating.rated_on is not null
    and not learner_year.is_head_due
