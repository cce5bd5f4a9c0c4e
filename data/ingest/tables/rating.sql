-- One row per person and report year: when the two ratings that count were made, and the three marks.

select
    min(row_no) as row_no,
    any_value(province_code) as province_code,
    learner_key,
    report_year,
    any_value(framework_code) as framework_code,
    max(rated_on) filter (where rater = 'self') as self_on,
    max(rated_on) filter (where rater = 'head') as head_on,
    max(mark) filter (where rater = 'self') as self_mark,
    max(mark) filter (where rater = 'peers') as peers_mark,
    max(mark) filter (where rater = 'head') as head_mark
from given_rating
group by learner_key, report_year
