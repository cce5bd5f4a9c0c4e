with owed as (
    select province_code, max(due_on) filter (where dataset = 'assessment') as assessment_due_on,
        max(received_on) filter (where dataset = 'assessment') as assessment_received_on,
        max(due_on) filter (where dataset = 'training') as training_due_on,
        max(received_on) filter (where dataset = 'training') as training_received_on,
        max(due_on) filter (where dataset = 'satisfaction') as satisfaction_due_on,
        max(received_on) filter (where dataset = 'satisfaction') as satisfaction_received_on,
        max(due_on) filter (where dataset = 'temis_report') as temis_report_due_on,
        max(published_on) filter (where dataset = 'temis_report') as temis_report_published_on
    from submission where report_year = 2021 group by 1)
select province_code, name_vi, name_en, owed.* exclude (province_code), platform
from province left join owed using (province_code) left join lms_use using (province_code) order by province_code
