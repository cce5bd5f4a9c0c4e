-- warn: the head evaluated a person whose turn it was not; the mark counts all the same

select
    'danh_gia' as file,
    'Người đánh giá' as header,
    cast(rating.report_year as varchar) as sample,
    count(*) as rows
from rating
inner join learner_year
    on rating.learner_key = learner_year.learner_key and rating.report_year = learner_year.school_year
where rating.head_on is not null and not learner_year.is_head_due
group by rating.report_year
