-- What people need, and who is alike: the counts that several questions stand on.

-- standard_of(asked, of_year): the standard in force on 31 March of a report year, the day to which it
-- is counted
create macro standard_of(asked, of_year) as (
    select max(framework_code)
    from framework
    where
        audience = asked
        and valid_from <= make_date(of_year + 1, 3, 31)
        and (valid_to is null or valid_to >= make_date(of_year + 1, 3, 31))
);

-- remaining_of(need, enrolled, passed): an estimate, those in need times the share that has not passed
-- yet; all of them where nobody has been enrolled
create macro remaining_of(need, enrolled, passed) as
case when enrolled > 0 then cast(round(need * (enrolled - passed) / enrolled) as bigint) else need end;

-- enough(people): the count, unless it is of too few people
create macro enough(people) as case when not is_few(people) then cast(people as bigint) end;

-- linked_module(asked, of_year): our reading of which criterion a module serves, under the standard in
-- force
create macro linked_module(asked, of_year) as table
    select
        module_code,
        criterion_no,
        owner
    from criterion_module
    where framework_code = standard_of(asked, of_year);

-- trained_in(asked, school_level): enrolments by province and module, mass and core apart
create macro trained_in(asked, school_level) as table
    select
        training.province_code,
        training.module_code,
        sum(training.enrolments) filter (where cohort.role = 'mass') as enrolments,
        sum(training.lms_passed) filter (where cohort.role = 'mass') as lms_passed,
        sum(training.enrolments) filter (where cohort.role = 'core') as core_enrolments,
        sum(training.lms_passed) filter (where cohort.role = 'core') as core_passed
    from training
    inner join cohort on training.cohort_code = cohort.cohort_code
    where
        cohort.audience = asked
        and training.people = 'total'
        and (school_level = 'all' or training.level = school_level)
    group by training.province_code, training.module_code;

-- module_need(asked, of_year, school_level): people who speak for a module, by province. Low own marks
-- and wishes are those of the criterion linked to it, of several the largest; a wish that nobody had is
-- 0 where others were named, and null where none has come. One row per province and module of which
-- anything is known.
create macro module_need(asked, of_year, school_level) as table
    with

    marked as (
        select
            province_code,
            criterion_no,
            sum(chua_dat + dat) as weak,
            sum(chua_dat + dat + kha + tot) as rated
        from criterion_standing
        where
            report_year = of_year
            and framework_code = standard_of(asked, of_year)
            and people = 'total'
            and rater = 'self'
            and (school_level = 'all' or level = school_level)
        group by province_code, criterion_no
    ),

    wish as (
        select
            province_code,
            module_code,
            criterion_no,
            sum(learners) as learners
        from need_count
        where
            report_year = of_year
            and audience = asked
            and people = 'total'
            and (school_level = 'all' or level = school_level)
        group by province_code, module_code, criterion_no
    ),

    said as (
        select
            marked.province_code,
            linked.module_code,
            marked.weak,
            marked.rated,
            null as wished_criterion,
            null as wished_module
        from marked
        inner join linked_module(asked, of_year) as linked on marked.criterion_no = linked.criterion_no
        union all
        select
            wish.province_code,
            linked.module_code,
            null as weak,
            null as rated,
            wish.learners as wished_criterion,
            null as wished_module
        from wish
        inner join linked_module(asked, of_year) as linked on wish.criterion_no = linked.criterion_no
        union all
        select
            province_code,
            module_code,
            null as weak,
            null as rated,
            null as wished_criterion,
            learners as wished_module
        from wish
        where module_code <> ''
        union all
        -- nobody wished for it, though others were named there
        select
            spoken.province_code,
            module.module_code,
            null as weak,
            null as rated,
            case when linked.module_code is not null then 0 end as wished_criterion,
            0 as wished_module
        from (select distinct province_code from wish) as spoken
        inner join module on module.audience = asked
        left join linked_module(asked, of_year) as linked on module.module_code = linked.module_code
    )

    select
        province_code,
        module_code,
        max(weak) as weak,
        max(rated) as rated,
        max(wished_criterion) as wished_criterion,
        max(wished_module) as wished_module
    from said
    group by province_code, module_code;

-- district_module_need(asked, of_year, school_level): the same by district of the provinces whose
-- schools are held; is_hidden: marks of a level in which few people were rated are not told
create macro district_module_need(asked, of_year, school_level) as table
    with

    marked as (
        select
            province_code,
            district_code,
            criterion_no,
            sum(chua_dat + dat) as weak,
            count(*) > count(chua_dat + dat) as is_hidden
        from district_criterion
        where
            report_year = of_year
            and framework_code = standard_of(asked, of_year)
            and rater = 'self'
            and (school_level = 'all' or level = school_level)
        group by province_code, district_code, criterion_no
    ),

    wish as (
        select
            province_code,
            district_code,
            module_code,
            criterion_no,
            sum(learners) as learners
        from district_need
        where report_year = of_year and audience = asked and (school_level = 'all' or level = school_level)
        group by province_code, district_code, module_code, criterion_no
    ),

    spoken as (
        select distinct
            province_code,
            district_code
        from wish
    ),

    said as (
        select
            marked.province_code,
            marked.district_code,
            linked.module_code,
            case when not marked.is_hidden then marked.weak end as weak,
            null as wished_criterion,
            null as wished_module,
            marked.is_hidden
        from marked
        inner join linked_module(asked, of_year) as linked on marked.criterion_no = linked.criterion_no
        union all
        select
            wish.province_code,
            wish.district_code,
            linked.module_code,
            null as weak,
            wish.learners as wished_criterion,
            null as wished_module,
            false as is_hidden
        from wish
        inner join linked_module(asked, of_year) as linked on wish.criterion_no = linked.criterion_no
        union all
        select
            province_code,
            district_code,
            module_code,
            null as weak,
            null as wished_criterion,
            learners as wished_module,
            false as is_hidden
        from wish
        where module_code <> ''
        union all
        select
            spoken.province_code,
            spoken.district_code,
            module.module_code,
            null as weak,
            case when linked.module_code is not null then 0 end as wished_criterion,
            0 as wished_module,
            false as is_hidden
        from spoken
        inner join module on module.audience = asked
        left join linked_module(asked, of_year) as linked on module.module_code = linked.module_code
    )

    select
        province_code,
        district_code,
        module_code,
        case when not bool_or(is_hidden) then max(weak) end as weak,
        max(wished_criterion) as wished_criterion,
        max(wished_module) as wished_module,
        bool_or(is_hidden) as is_hidden
    from said
    group by province_code, district_code, module_code;

-- province_trait(asked, of_year): in what provinces are alike or not. size is the statistics office's
-- latest count of teachers not after the snapshot's date where every province has one, else the people
-- with an account; a day is told as days after 2000, a size also as its logarithm. What the headline
-- withholds or lacks is null.
create macro province_trait(asked, of_year) as table
    with

    counted as (
        select
            teacher_count.province_code,
            sum(teacher_count.teachers) as teachers
        from teacher_count
        cross join snapshot_info
        where teacher_count.year <= date_part('year', snapshot_info.as_of)
        group by teacher_count.province_code, teacher_count.year
        qualify
            row_number() over (partition by teacher_count.province_code order by teacher_count.year desc) = 1
    ),

    known as (
        select
            province_code,
            max(whole) filter (where people = 'total') as accounts,
            max(whole) filter (where people = 'disadvantaged_area') as disadvantaged
        from headline
        where
            measure = 'assessment_completed'
            and audience = asked
            and report_year = of_year
            and level = 'all'
        group by province_code
    )

    select
        province.province_code,
        province.name_vi,
        province.name_en,
        case
            when count(counted.teachers) over () = count() over () then 'teachers'
            else 'accounts'
        end as size_basis,
        case when size_basis = 'teachers' then counted.teachers else known.accounts end as size,
        known.accounts,
        known.disadvantaged,
        share(known.disadvantaged, known.accounts) as disadvantaged_share,
        lms_use.since_on,
        ln(nullif(size, 0)) as log_size,
        lms_use.since_on - date '2000-01-01' as start_day
    from province
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    left join counted on province.province_code = counted.province_code
    left join known on province.province_code = known.province_code
    left join lms_use on province.province_code = lms_use.province_code;

-- compared_measure(…): the measures of a province that can be held against another's, each with the
-- choices it knows
create macro compared_measure(asked, of_cohort, of_module, of_question, of_year) as table
    with known (measure_no, measure, knows_people, knows_cohort, knows_module, knows_year) as (
        values
        (1, 'reporting', false, false, false, true),
        (2, 'report_published', false, false, false, true),
        (3, 'assessment_completed', true, false, false, true),
        (4, 'lms_passed', true, true, true, false),
        (5, 'certified', true, true, true, false),
        (6, 'finished_all', true, true, false, false),
        (7, 'rated_good', true, false, false, true),
        (8, 'rated_excellent', true, false, false, true),
        (9, 'satisfied', true, false, true, false)
    )

    select
        measure_no,
        measure,
        case when knows_people then asked else '' end as audience,
        case when knows_cohort then of_cohort else '' end as cohort_code,
        case when knows_module then of_module else '' end as module_code,
        case when measure = 'satisfied' then of_question else '' end as question_code,
        case when knows_year then of_year else 0 end as report_year
    from known;
