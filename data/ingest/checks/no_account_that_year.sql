-- fail: a person is rated, or declares a need, in a year in which they have no account

with

named as (
    select 'danh_gia' as file, report_year, learner_key from given_rating where province_code is null
    union all
    select 'nhu_cau' as file, report_year, learner_key from need where province_code is null
)

select
    file,
    'Năm báo cáo' as header,
    cast(report_year as varchar) as sample,
    count(*) as rows
from named
where learner_key is not null
group by file, report_year
