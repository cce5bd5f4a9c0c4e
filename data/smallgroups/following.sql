-- What cubes leave out since the headline withholds it: withheld_cell has a row for each withheld group.

delete from training
where
    (cohort_code, province_code, module_code, level, people) in (
        select (cohort_code, province_code, module_code, level, people)
        from withheld_cell
        where measure in ('lms_passed', 'certified')
    );

delete from progress
where
    (cohort_code, province_code, level, people) in (
        select (cohort_code, province_code, level, people)
        from withheld_cell
        where measure = 'finished_all'
    );

-- days are told of whole modules alone
delete from waiting
where
    (cohort_code, province_code, module_code) in (
        select (cohort_code, province_code, module_code)
        from withheld_cell
        where measure in ('lms_passed', 'certified') and level = 'all' and people = 'total'
    );

delete from standstill
where
    (cohort_code, province_code, module_code) in (
        select (cohort_code, province_code, module_code)
        from withheld_cell
        where measure in ('lms_passed', 'certified') and level = 'all' and people = 'total'
    );

delete from standstill
where
    module_code = 'all'
    and (cohort_code, province_code) in (
        select (cohort_code, province_code)
        from withheld_cell
        where measure = 'finished_all' and level = 'all' and people = 'total'
    );

delete from standing
where
    (report_year, audience, province_code, level, people) in (
        select (report_year, audience, province_code, level, people)
        from withheld_cell
        where measure = 'assessment_completed'
    );

update standing
set chua_dat = null, dat = null, kha = null, tot = null
where
    tot is not null
    and (report_year, audience, province_code, level, people) in (
        select (report_year, audience, province_code, level, people)
        from withheld_cell
        where measure in ('rated_good', 'rated_excellent')
    );

delete from satisfaction
where
    (audience, question_code, province_code, module_code, level) in (
        select (audience, question_code, province_code, module_code, level)
        from withheld_cell
        where measure = 'satisfied'
    );

delete from need_count
where
    (report_year, audience, province_code, level, people) in (
        select (report_year, audience, province_code, level, people)
        from withheld_cell
        where measure = 'assessment_completed'
    );

delete from criterion_standing
using framework
where
    criterion_standing.framework_code = framework.framework_code
    and (report_year, audience, province_code, level, people) in (
        select (report_year, audience, province_code, level, people)
        from withheld_cell
        where measure = 'assessment_completed'
    );

delete from mark_pair
using framework
where
    mark_pair.framework_code = framework.framework_code
    and (report_year, audience, province_code, level) in (
        select (report_year, audience, province_code, level)
        from withheld_cell
        where measure = 'assessment_completed' and people = 'total'
    );

delete from mark_shape
using framework
where
    mark_shape.framework_code = framework.framework_code
    and (report_year, audience, province_code, level) in (
        select (report_year, audience, province_code, level)
        from withheld_cell
        where measure = 'assessment_completed' and people = 'total'
    );
