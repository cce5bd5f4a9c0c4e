-- One row per province, cohort, module, step and number of days: enrolments that were sent on.
--
-- Days run from sent to decided; for what still waits, to the snapshot's date. A certificate is waited for
-- from the university's pass on.

with

sent as (
    select
        province_code,
        cohort_code,
        module_code,
        'supporter' as step,
        supporter_sent_on as sent_on,
        supporter_decided_on as decided_on
    from enrolment
    where supporter_sent_on is not null
    union all
    select
        province_code,
        cohort_code,
        module_code,
        'university' as step,
        university_sent_on as sent_on,
        university_decided_on as decided_on
    from enrolment
    where university_sent_on is not null
    union all
    select
        province_code,
        cohort_code,
        module_code,
        'certificate' as step,
        university_decided_on as sent_on,
        certificate_on as decided_on
    from enrolment
    where university_outcome = 'passed'
),

waited as (
    select
        sent.province_code,
        sent.cohort_code,
        sent.module_code,
        sent.step,
        sent.decided_on is not null as is_decided,
        date_diff('day', sent.sent_on, coalesce(sent.decided_on, as_of.as_of)) as days
    from sent
    cross join as_of
)

select
    province_code,
    cohort_code,
    module_code,
    step,
    is_decided,
    days,
    count(*) as passes
from waited
group by
    province_code,
    cohort_code,
    module_code,
    step,
    is_decided,
    days
