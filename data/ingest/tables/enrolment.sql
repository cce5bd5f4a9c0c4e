-- One row per person and module of a cohort, in the province of the school at enrolment.

select
    raw.row_no,
    school.province_code,
    raw.cohort_code,
    raw.module_code,
    person.learner_key,
    raw.school_code,
    code_level.code as level,
    coalesce(code_subject.code, '') as subject,
    raw.enrolled_on,
    raw.lms_score,
    raw.lms_sent_on,
    raw.lms_decided_on,
    lms.code as lms_outcome,
    raw.supporter_sent_on,
    raw.supporter_decided_on,
    supporter.code as supporter_outcome,
    raw.university_sent_on,
    raw.university_decided_on,
    university.code as university_outcome,
    raw.certificate_on
from raw_boi_duong as raw
left join person on raw.identifier = person.identifier
left join school on raw.school_code = school.school_code
left join code_level on raw.level = code_level.text
left join code_subject on raw.subject = code_subject.text
left join code_outcome as lms on raw.lms_outcome = lms.text
left join code_outcome as supporter on raw.supporter_outcome = supporter.text
left join code_outcome as university on raw.university_outcome = university.text
