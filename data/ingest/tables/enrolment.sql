-- One row per person and module of a cohort, in the province of the school at enrolment.

select
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
left join person on person.identifier = raw.identifier
left join school on school.school_code = raw.school_code
left join code_level on code_level.text = raw.level
left join code_subject on code_subject.text = raw.subject
left join code_outcome as lms on lms.text = raw.lms_outcome
left join code_outcome as supporter on supporter.text = raw.supporter_outcome
left join code_outcome as university on university.text = raw.university_outcome
