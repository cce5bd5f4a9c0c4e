-- One row per province, cohort, module, level, subject and group: enrolments by the step they have reached.
--
-- Counts enrolments (person × module). Level and subject are the course's, the province is that of the
-- school at enrolment; the group is the person's in their latest year. Groups overlap, never add them.
-- Scores are added as whole hundredths, so that equal data give equal sums to the last digit.

with

counted as (
    select
        enrolment.province_code,
        enrolment.cohort_code,
        enrolment.module_code,
        enrolment.level,
        enrolment.subject,
        person_year.cell_no,
        count(*) as enrolments,
        count(enrolment.lms_sent_on) as started,
        count(*) filter (where enrolment.lms_outcome = 'passed') as lms_passed,
        count(*) filter (where enrolment.lms_outcome = 'refused') as lms_refused,
        count(*) filter (
            where enrolment.supporter_sent_on is not null and enrolment.supporter_decided_on is null
        ) as supporter_waiting,
        count(*) filter (where enrolment.supporter_outcome = 'refused') as supporter_refused,
        count(*) filter (where enrolment.supporter_outcome = 'passed') as supporter_passed,
        count(*) filter (
            where enrolment.university_sent_on is not null and enrolment.university_decided_on is null
        ) as university_waiting,
        count(*) filter (where enrolment.university_outcome = 'refused') as university_refused,
        count(*) filter (where enrolment.university_outcome = 'passed') as university_passed,
        count(enrolment.certificate_on) as certified,
        count(enrolment.lms_score) as scored,
        sum(cast(round(cast(enrolment.lms_score as double) * 100) as bigint)) as score_hundredths
    from enrolment
    inner join person_year on enrolment.learner_key = person_year.learner_key and person_year.is_latest
    group by
        enrolment.province_code,
        enrolment.cohort_code,
        enrolment.module_code,
        enrolment.level,
        enrolment.subject,
        person_year.cell_no
)

select
    counted.province_code,
    counted.cohort_code,
    counted.module_code,
    counted.level,
    counted.subject,
    cell_people.people,
    cast(sum(counted.enrolments) as bigint) as enrolments,
    cast(sum(counted.started) as bigint) as started,
    cast(sum(counted.lms_passed) as bigint) as lms_passed,
    cast(sum(counted.lms_refused) as bigint) as lms_refused,
    cast(sum(counted.supporter_waiting) as bigint) as supporter_waiting,
    cast(sum(counted.supporter_refused) as bigint) as supporter_refused,
    cast(sum(counted.supporter_passed) as bigint) as supporter_passed,
    cast(sum(counted.university_waiting) as bigint) as university_waiting,
    cast(sum(counted.university_refused) as bigint) as university_refused,
    cast(sum(counted.university_passed) as bigint) as university_passed,
    cast(sum(counted.certified) as bigint) as certified,
    cast(sum(counted.scored) as bigint) as scored,
    cast(coalesce(sum(counted.score_hundredths), 0) as double) / 100 as score_sum
from counted
inner join cell_people on counted.cell_no = cell_people.cell_no
group by
    counted.province_code,
    counted.cohort_code,
    counted.module_code,
    counted.level,
    counted.subject,
    cell_people.people
