-- One row per province, cohort, module, stage and number of days without a movement: learners; and, for
-- module 'all', each learner of a cohort once, where the module stands that has stood longest.
--
-- Days run from the day the enrolment came to its stage (enrolled, sent, decided) to the snapshot's date;
-- where that day was not told none are counted, so that nobody stands still for want of a date. Core learners
-- have no supporter: from the LMS they go to the university. A learner is done whose every module here has
-- its certificate, and stands where the last was issued; a learner of two provinces stands in one of them.

with

moved as (
    select
        enrolment.province_code,
        enrolment.cohort_code,
        enrolment.module_code,
        enrolment.learner_key,
        case
            when enrolment.certificate_on is not null then 'done'
            when enrolment.university_outcome = 'passed' then 'to_certificate'
            when enrolment.university_outcome = 'refused' then 'university_refused'
            when enrolment.university_sent_on is not null then 'at_university'
            when enrolment.supporter_outcome = 'passed' then 'to_university'
            when enrolment.supporter_outcome = 'refused' then 'supporter_refused'
            when enrolment.supporter_sent_on is not null then 'at_supporter'
            when enrolment.lms_outcome = 'passed' and cohort.role = 'core' then 'to_university'
            when enrolment.lms_outcome = 'passed' then 'to_supporter'
            when enrolment.lms_outcome = 'refused' then 'lms_refused'
            when enrolment.lms_sent_on is not null then 'at_lms'
            else 'not_started'
        end as stage,
        coalesce(
            enrolment.certificate_on,
            enrolment.university_decided_on,
            enrolment.university_sent_on,
            enrolment.supporter_decided_on,
            enrolment.supporter_sent_on,
            enrolment.lms_decided_on,
            enrolment.lms_sent_on,
            enrolment.enrolled_on
        ) as moved_on
    from enrolment
    inner join cohort on enrolment.cohort_code = cohort.cohort_code
),

stood as (
    select
        moved.province_code,
        moved.cohort_code,
        moved.module_code,
        moved.learner_key,
        moved.stage,
        coalesce(date_diff('day', moved.moved_on, as_of.as_of), 0) as days
    from moved
    cross join as_of
),

longest as (
    select
        cohort_code,
        max({
            'is_open': stage <> 'done',
            'days_so_far': case when stage = 'done' then -days else days end,
            'module_code': module_code,
            'stage': stage,
            'days': days,
            'province_code': province_code
        }) as place
    from stood
    group by cohort_code, learner_key
)

select
    province_code,
    cohort_code,
    module_code,
    stage,
    days,
    count(*) as learners
from stood
group by
    province_code,
    cohort_code,
    module_code,
    stage,
    days
union all
select
    place.province_code,
    cohort_code,
    'all' as module_code,
    place.stage,
    place.days,
    count(*) as learners
from longest
group by
    place.province_code,
    cohort_code,
    place.stage,
    place.days
