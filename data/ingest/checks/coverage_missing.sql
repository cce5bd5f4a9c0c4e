-- warn: a unit owed a data set by the date of the data, and not one row of it is here
-- The report of a unit carries no rows: there the day of receipt decides.

with

came as (
    select distinct
        'assessment' as dataset,
        province_code,
        report_year
    from given_rating
    union all
    select distinct
        'training' as dataset,
        province_code,
        null as report_year
    from enrolment
    union all
    select distinct
        'satisfaction' as dataset,
        province_code,
        null as report_year
    from response
    union all
    select distinct
        'assessment' as dataset,
        province_code,
        report_year
    from published_cell
)

select
    'bao_cao' as file,
    submission.row_no,
    'Bộ dữ liệu' as header,
    province.name_vi || ' ' || submission.dataset || ' ' || submission.report_year as value
from submission
inner join province on submission.province_code = province.province_code
anti join came
    on
        submission.province_code = came.province_code
        and submission.dataset = came.dataset
        and submission.report_year = coalesce(came.report_year, submission.report_year)
where
    submission.due_on <= $as_of
    and (submission.dataset <> 'temis_report' or submission.received_on is null)
