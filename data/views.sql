-- What every store offers besides its tables.

-- share(part, whole): a share of nothing is unknown, never zero and never infinite
create macro share(part, whole) as
    case when whole > 0 then cast(part as double) / cast(whole as double) end;

-- both_known(part, whole): asked of their sum, so that only rows which all other conditions leave are looked at; asked
-- of each column by itself, DuckDB reads all of both first, and a store holds what it has read
create macro both_known(part, whole) as part + whole is not null;

-- is_left_out(cube, place): whether a cube lacks small groups of a place, which are withheld from a careful viewer
create macro is_left_out(asked, place) as place in (select province_code from left_out where cube = asked);

-- dataset_of(measure): the data set that carries a measure, as measures.toml has it; null: known without one
create macro dataset_of(measure) as
    case
        when measure in ('lms_passed', 'certified', 'finished_all') then 'training'
        when measure in ('assessment_completed', 'rated_good', 'rated_excellent') then 'assessment'
        when measure = 'satisfied' then 'satisfaction'
    end;

-- everybody_in(measure): the measure whose whole counts all whom a measure is about, heard from or not
create macro everybody_in(measure) as
    case
        when measure in ('rated_good', 'rated_excellent') then 'assessment_completed'
        when measure = 'satisfied' then 'lms_passed'
        else measure
    end;

-- moment: the snapshots that may be compared, up to this one (data/common)

-- latest_due(measure, year): when the latest data set due for a measure came, by province; null: it has not come.
-- Year 0 is any. A province that owes nothing yet has no row.
create macro latest_due(measure, year) as table
    select
        submission.province_code,
        arg_max_null(submission.received_on, submission.report_year) as received_on
    from submission
    cross join snapshot_info
    where
        submission.dataset = dataset_of(measure)
        and submission.due_on <= snapshot_info.as_of
        and (year = 0 or submission.report_year = year)
    group by submission.province_code;

-- outside(measure): provinces that a measure cannot count: training on an LMS where there is none
create macro outside(measure) as table
    select province_code
    from lms_use
    where platform is null and dataset_of(measure) = 'training';

-- asked_of(asked): cohorts whose people a question of the survey is for: core about the course, mass about support
create macro asked_of(asked) as table
    select cohort.cohort_code
    from cohort
    inner join question on cohort.role = case question.asks_about when 'course' then 'core' else 'mass' end
    where question.question_code = asked;

-- unit_count: how many provinces of the data each one shown is made of; one that they cannot tell has no row
create view unit_count as
    select
        province_code,
        count(*) as units
    from unit_part
    group by province_code;

-- territory(asked): who trains the people of an audience in each province shown: teachers the university of their
-- province, which is for most an assumption; managers the Academy everywhere. The 34 have no universities.
create macro territory(asked) as table
    select
        province.province_code,
        province.region_code,
        case asked when 'manager' then academy.university_code else province.university_code end as university_code,
        asked = 'teacher' and province.university_basis = 'assumed' as is_assumed,
        case asked when 'manager' then 'verified' else province.university_basis end as university_basis
    from province
    inner join snapshot_info on province.vintage = snapshot_info.vintage
    left join university as academy on academy.kind = 'academy';
