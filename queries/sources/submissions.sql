-- Which province owes which data set for one report year, and what has come?
--
-- One row per province of the snapshot's vintage, always every one of them. A null date of
-- receipt beside a due date means: not come yet; both null: nothing known of it.
--
-- $report_year  report year

with

dated as (
    select
        province_code,
        max(due_on) filter (where dataset = 'assessment') as assessment_due_on,
        max(received_on) filter (where dataset = 'assessment') as assessment_received_on,
        max(due_on) filter (where dataset = 'training') as training_due_on,
        max(received_on) filter (where dataset = 'training') as training_received_on,
        max(due_on) filter (where dataset = 'satisfaction') as satisfaction_due_on,
        max(received_on) filter (where dataset = 'satisfaction') as satisfaction_received_on,
        max(due_on) filter (where dataset = 'temis_report') as temis_report_due_on,
        max(published_on) filter (where dataset = 'temis_report') as temis_report_published_on
    from submission
    where report_year = $report_year
    group by province_code
)

select
    province.province_code,
    province.name_vi,
    province.name_en,
    dated.assessment_due_on,
    dated.assessment_received_on,
    dated.training_due_on,
    dated.training_received_on,
    dated.satisfaction_due_on,
    dated.satisfaction_received_on,
    dated.temis_report_due_on,
    dated.temis_report_published_on,
    lms_use.platform
from province
inner join snapshot_info on province.vintage = snapshot_info.vintage
left join dated on province.province_code = dated.province_code
left join lms_use on province.province_code = lms_use.province_code
order by province.province_code
