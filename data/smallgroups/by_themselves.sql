-- What cubes leave out besides, since it is of 1 to $smallest - 1 people and no total of it is written out.

delete from training
where
    (province_code, cohort_code, module_code, level, subject, people) in (
        select (province_code, cohort_code, module_code, level, subject, people)
        from training
        group by province_code, cohort_code, module_code, level, subject, people
        having sum(enrolments) between 1 and $smallest - 1
    );

delete from progress
where
    (province_code, cohort_code, level, people) in (
        select (province_code, cohort_code, level, people)
        from progress
        group by province_code, cohort_code, level, people
        having sum(learners) between 1 and $smallest - 1
    );

delete from standing
where accounts between 1 and $smallest - 1;

delete from waiting
where
    (province_code, cohort_code, module_code, step) in (
        select (province_code, cohort_code, module_code, step)
        from waiting
        group by province_code, cohort_code, module_code, step
        having sum(passes) between 1 and $smallest - 1
    );

delete from standstill
where
    (province_code, cohort_code, module_code, stage) in (
        select (province_code, cohort_code, module_code, stage)
        from standstill
        group by province_code, cohort_code, module_code, stage
        having sum(learners) between 1 and $smallest - 1
    );

delete from satisfaction
where
    (province_code, question_code, module_code, audience, role, level) in (
        select (province_code, question_code, module_code, audience, role, level)
        from satisfaction
        group by province_code, question_code, module_code, audience, role, level
        having sum(answers) between 1 and $smallest - 1
    );
