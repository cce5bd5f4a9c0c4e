"""Every table of a snapshot: what a row is, its columns, its key, and the column that scopes it.

Four layers, by who may load them (see ``data/store.py``):

* ``reference``  meant for everybody, loaded whole; written into each snapshot, so that an old link
  keeps the definitions it was made with;
* ``cube``       sums and counts by province, never averages; loaded for the provinces in scope;
* ``unit``       sums and counts by school, one file a province; loaded for one province at a time;
* ``detail``     one row a learner or finer, under a pseudonym, one file a province.

``python -m data model`` prints this page as Markdown; ``data/MODEL.md`` is that print, held by a test.
"""

from dataclasses import dataclass
from typing import Literal

SCHEMA_VERSION = 2

Layer = Literal["reference", "cube", "unit", "detail"]

LEVELS = ("primary", "lower_secondary", "upper_secondary")
ALL = "all"  # the total over a dimension, written out
NOT_APPLICABLE = ""  # the dimension does not belong to this row's measure
PEOPLE = ("total", "female", "ethnic_minority", "female_ethnic_minority", "disadvantaged_area")
AUDIENCES = ("teacher", "manager")
ROLES = ("core", "mass")
RATERS = ("self", "peers", "head")
MARKS = ("chua_dat", "dat", "kha", "tot")  # marks 1, 2, 3, 4, always in this order
STAGES = (  # where an enrolment stands; what follows "to_" is still to be handed on, what follows "at_" waits there
    *("not_started", "at_lms", "lms_refused", "to_supporter", "at_supporter", "supporter_refused"),
    *("to_university", "at_university", "university_refused", "to_certificate", "done"),
)
STEP_STATES = ("not_sent", "waiting", "refused", "passed")


@dataclass(frozen=True)
class Column:
    """One column: DuckDB type, meaning with unit, and whether it is part of the key."""

    name: str
    type: str
    meaning: str
    is_key: bool = False
    one_of: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Table:
    """One table: what a row is, and the column by which a viewer's scope filters it (None: meant for all)."""

    name: str
    layer: Layer
    row: str
    columns: tuple[Column, ...]
    scope: str | None = "province_code"
    sort: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Column names, in file order."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """Names of the key columns."""
        return tuple(column.name for column in self.columns if column.is_key)

    @property
    def ddl(self) -> str:
        """The column list of a CREATE TABLE."""
        return ", ".join(f'"{column.name}" {column.type}' for column in self.columns)


_TYPES = {
    "text": "VARCHAR",
    "count": "BIGINT",
    "date": "DATE",
    "flag": "BOOLEAN",
    "key": "UBIGINT",
    "small": "UTINYINT",
    "year": "USMALLINT",
    "real": "DOUBLE",
    "score": "FLOAT",
}


def _columns(spec: str) -> tuple[Column, ...]:
    """Columns from lines ``name[*] kind: meaning [a|b|c]``; a star marks the key."""
    columns = []
    for line in filter(None, (line.strip() for line in spec.splitlines())):
        head, meaning = line.split(":", 1)
        name, kind = head.split()
        one_of = None
        if meaning.endswith("]"):
            meaning, values = meaning[:-1].rsplit("[", 1)
            one_of = tuple(values.split("|"))
        columns.append(Column(name.rstrip("*"), _TYPES[kind], meaning.strip(), name.endswith("*"), one_of))
    return tuple(columns)


def _table(name: str, layer: Layer, row: str, spec: str, *, scope: str | None, sort: str = "") -> Table:
    columns = _columns(spec)
    order = tuple(sort.split()) or tuple(column.name for column in columns if column.is_key)
    return Table(name, layer, row, columns, scope, order)


def _reference(name: str, row: str, spec: str, scope: str | None = None) -> Table:
    return _table(name, "reference", row, spec, scope=scope)


def _cube(name: str, row: str, spec: str) -> Table:
    return _table(name, "cube", row, spec, scope="province_code")


def _unit(name: str, row: str, spec: str) -> Table:
    return _table(name, "unit", row, spec, scope="province_code")


def _detail(name: str, row: str, spec: str, sort: str) -> Table:
    return _table(name, "detail", row, spec, scope="province_code", sort=sort)


_LEVEL = "[primary|lower_secondary|upper_secondary]"
_LEVEL_OR_ALL = "[all|primary|lower_secondary|upper_secondary]"
_PEOPLE = "[total|female|ethnic_minority|female_ethnic_minority|disadvantaged_area]"
_STAGES = f"[{'|'.join(STAGES)}]"
_MARK_COUNTS = """
    chua_dat count: learners rated Chưa đạt; null where the source was not read
    dat count: learners rated Đạt; null where the source was not read
    kha count: learners rated Khá; null where the source was not read
    tot count: learners rated Tốt; null where the source was not read
"""

REFERENCE = (
    _reference(
        "province",
        "one province of the snapshot's vintage",
        """
        vintage* small: number of units in the division, 63 or 34
        province_code* text: GSO code, two digits; means nothing without its vintage
        iso_code text: ISO 3166-2 code; empty for the 34
        name_vi text: name, NFC
        name_en text: name without diacritics
        kind text: tỉnh or thành phố trực thuộc trung ương
        region_code text: one of the six regions of the 63; empty for the 34
        university_code text: university of education for teachers; empty for the 34
        university_basis text: how sure the university is [verified|inferred|assumed|]
        vietnamese_order small: place in Vietnamese alphabetical order
        source text: where the row comes from
        """,
    ),
    _reference(
        "province_merge",
        "one province of the 63 and the unit of the 34 it went into whole on 1/7/2025",
        """
        code_63* text: GSO code before
        name_63 text: name before
        code_34 text: GSO code after
        name_34 text: name after
        is_kept flag: the province was left alone
        """,
    ),
    _reference(
        "region",
        "one of the six socio-economic regions, a grouping of the 63 alone",
        """
        region_code* text: 1 to 6, north to south
        name_vi text: name
        name_en text: name in English
        """,
    ),
    _reference(
        "district",
        "one district (communes after 1/7/2025) of a province",
        """
        province_code* text: GSO code of the province
        district_code* text: official code where there is one, else the shape's
        name_vi text: name with its kind
        kind text: tier [district|commune]
        shape_id text: feature id in static/geo/huyen, empty when there is no shape
        """,
    ),
    _reference(
        "university",
        "one university of education, or the Academy of managers",
        """
        university_code* text: short code
        name_vi text: name
        name_en text: name in English
        city text: seat
        remit text: what it covers, and how sure that is
        kind text: kind [university|academy]
        """,
    ),
    _reference(
        "framework",
        "one professional standard, in force between two dates",
        """
        framework_code* text: legal document, e.g. TT20/2018
        audience text: whom it rates [teacher|manager]
        name_vi text: name
        name_en text: name in English
        valid_from date: first day in force
        valid_to date: last day in force; null while in force
        criteria small: number of criteria; null where not known here
        source text: where the row comes from
        """,
    ),
    _reference(
        "criterion",
        "one criterion of a framework",
        """
        framework_code* text: framework
        criterion_no* small: number within the framework
        standard_no small: number of the standard it belongs to
        standard_vi text: standard
        standard_en text: standard in English
        name_vi text: criterion
        name_en text: criterion in English
        is_key flag: named by the rule for the overall rating
        source text: where the wording comes from
        """,
    ),
    _reference(
        "module",
        "one training module of the programmes that the data are about",
        """
        module_code* text: GV (teachers) or QL (managers) and the number; BD- before it in routine training
        audience text: for whom [teacher|manager]
        number small: number in its programme; routine training (BDTX) counts otherwise than ETEP
        title_vi text: title
        title_en text: title in English
        is_etep flag: one of the programme's modules
        source text: where the row comes from
        """,
    ),
    _reference(
        "cohort",
        "one intake of one role and audience; core and mass are never added",
        """
        cohort_code* text: audience-role-intake
        audience text: for whom [teacher|manager]
        role text: role [core|mass]
        intake year: year the intake began
        name_vi text: name
        name_en text: name in English
        modules_required small: modules to finish
        source text: where the row comes from
        """,
    ),
    _reference(
        "cohort_module",
        "one module that a cohort must finish",
        """
        cohort_code* text: cohort
        module_code* text: module
        basis text: how sure that is [verified|inferred|assumed]
        """,
    ),
    _reference(
        "course",
        "one delivery of a module to a cohort",
        """
        cohort_code* text: cohort
        module_code* text: module
        starts_on date: first day
        ends_on date: planned last day
        pattern text: days online-face to face-online, e.g. 5-3-7
        online_before_days small: days online before
        face_days small: days face to face
        online_after_days small: days online after
        basis text: how sure that is [verified|inferred|assumed|synthetic]
        """,
    ),
    _reference(
        "question",
        "one question of the satisfaction survey",
        """
        question_code* text: short code
        asks_about text: subject [course|relevance|support]
        wording_vi text: wording shown to the reader
        wording_en text: wording in English
        points small: points on the scale
        satisfied_from small: lowest answer counted as satisfied
        basis text: how sure that is [verified|inferred|assumed]
        source text: where the row comes from
        """,
    ),
    _reference(
        "target",
        "one target for one measure",
        """
        measure* text: measure of measures.toml
        audience* text: for whom; all: both [all|teacher|manager]
        role* text: for which role; all: whichever [all|core|mass]
        value real: target, as a share from 0 to 1 or as a count
        unit text: what the value is [share|count]
        due_on date: by when; null: no date
        owner text: who set it
        basis text: a commitment, implied by one, or our default until one is set [commitment|implied|default]
        """,
    ),
    _reference(
        "claim",
        "one published figure, as published, with its conflicts",
        """
        figure_id* text: number in our register
        description_vi text: what it says
        description_en text: what it says, in English
        value text: as published, in digits without separators of thousands; a date as yyyy-mm-dd
        unit_vi text: of what
        unit_en text: of what, in English
        as_of_vi text: date or period, as given
        as_of_en text: date or period, in English
        scope_vi text: where it holds
        scope_en text: where it holds, in English
        source_vi text: who published it
        source_en text: who published it, in English
        note_vi text: conflicts and readings; null: none
        note_en text: conflicts and readings, in English
        """,
    ),
    _reference(
        "claim_reading",
        "how one published figure is read: what it may be held against, and which others it contradicts",
        """
        figure_id* text: number in our register
        topic text: figures of one topic speak of the same thing; several by a space; empty: it stands alone
        nearest text: the computed figure nearest to it; empty: none can be computed
        says text: whether the source says exactly so much, or at least [exactly|at_least]
        """,
    ),
    _reference(
        "claim_comparison",
        "a published figure that has a nearest computed one: how far the two may be held against each other",
        """
        figure_id* text: number in our register
        counts text: whether both count the same by the same rule, or otherwise [same|otherwise]
        until_on date: last day of the time that the published figure speaks of
        """,
    ),
    _reference(
        "criterion_module",
        "one link between a criterion and a module: our reading, not the ministry's",
        """
        framework_code* text: framework
        criterion_no* small: criterion
        module_code* text: module
        basis text: always our reading [reading]
        owner text: who answers for the link
        """,
    ),
    _reference(
        "teacher_count",
        "the statistics office's count for one province and level",
        """
        province_code* text: GSO code, vintage 63
        level* text: school level [primary|lower_secondary|upper_secondary]
        year* year: year of the count
        schools count: schools
        teachers count: teachers
        teachers_female count: women
        teachers_ethnic_minority count: ethnic-minority teachers; null where the source lacks it
        source text: where the row comes from
        """,
    ),
    _reference(
        "school",
        "one school; no person is in it",
        """
        province_code* text: GSO code
        school_code* text: school code
        name_vi text: name of the school
        district_code text: district or commune
        cluster_code text: professional cluster
        is_primary flag: has primary classes
        is_lower_secondary flag: has lower secondary classes
        is_upper_secondary flag: has upper secondary classes
        is_disadvantaged flag: lies in a disadvantaged area
        """,
        scope="province_code",
    ),
    _reference(
        "lms_use",
        "one province and the LMS it uses, if any",
        """
        province_code* text: GSO code
        platform text: Viettel, VNPT; null: none
        since_on date: since when; null: none
        """,
    ),
    _reference(
        "submission",
        "one data set that a unit owes for one period",
        """
        province_code* text: GSO code of the unit
        dataset* text: what is owed [assessment|training|satisfaction|temis_report]
        report_year* year: report year
        due_on date: by when
        received_on date: when it came; null: not yet
        published_on date: when the unit published it; null: not, or not for publication
        """,
    ),
    _reference(
        "activity_day",
        "learners active on the LMS on one day",
        """
        province_code* text: GSO code
        day_on* date: day
        role* text: role [core|mass]
        active_learners count: learners with any activity that day
        """,
        scope="province_code",
    ),
    _reference(
        "teidi",
        "one indicator of a university's own assessment",
        """
        university_code* text: university
        year* year: year
        indicator* text: indicator
        value real: value in the indicator's unit
        unit text: unit
        source text: who supplied it
        """,
    ),
    _reference(
        "published_cell",
        "one cell of a table as a unit published it",
        """
        province_code* text: GSO code
        report_year* year: report year
        audience* text: whom the table counts [teacher|manager]
        table_no* text: number of the table, e.g. A.1.2; a number we inferred is marked in the source
        level* text: row block [all|primary|lower_secondary|upper_secondary]
        people* text: row [total|female|ethnic_minority|female_ethnic_minority|disadvantaged_area]
        measure* text: column, e.g. base_count, kha_pct
        value real: number; null where cut
        as_printed text: text of the source
        status text: whether the source could be read [seen|cut]
        source text: who published it
        """,
    ),
)

DETAIL = (
    _detail(
        "learner",
        "one person with an account, under a pseudonym",
        """
        province_code text: province of the latest year, GSO code
        learner_key* key: keyed hash; means nothing outside
        audience text: teacher or manager [teacher|manager]
        is_female flag: woman; null: not known
        is_ethnic_minority flag: of an ethnic minority; null: not known
        """,
        "learner_key",
    ),
    _detail(
        "learner_year",
        "one person in one school year: the base of A.1.1",
        """
        province_code text: GSO code
        learner_key* key: person
        school_year* year: first calendar year of the school year; equals the report year
        school_code text: school
        level text: level taught [primary|lower_secondary|upper_secondary]
        subject text: subject taught; empty for managers
        role text: role [core|mass]
        is_disadvantaged flag: works in a disadvantaged area
        is_head_due flag: the head's evaluation is due this year (every second year)
        account_on date: account issued
        """,
        "school_year school_code learner_key",
    ),
    _detail(
        "support",
        "one core colleague who supports one learner in one module",
        """
        province_code text: GSO code
        learner_key* key: supported person
        module_code* text: module
        supporter_key key: core colleague
        """,
        "module_code supporter_key learner_key",
    ),
    _detail(
        "enrolment",
        "one person in one module of one cohort, with the three passes",
        """
        province_code text: GSO code
        cohort_code* text: cohort
        module_code* text: module
        learner_key* key: person
        school_code text: school at enrolment
        level text: level of the course [primary|lower_secondary|upper_secondary]
        subject text: subject of the course; empty for managers
        enrolled_on date: enrolled
        lms_score score: score on the LMS, 0 to 100; null: none yet
        lms_sent_on date: handed in on the LMS; null: not yet
        lms_decided_on date: LMS result
        lms_outcome text: LMS result; null: none yet [passed|refused]
        supporter_sent_on date: sent to the core supporter; null: not sent (core learners: not needed)
        supporter_decided_on date: supporter decided
        supporter_outcome text: supporter's decision; null: waiting, or not sent [passed|refused]
        university_sent_on date: sent to the university; null: not sent
        university_decided_on date: university decided
        university_outcome text: university's decision; null: waiting, or not sent [passed|refused]
        certificate_on date: certificate issued
        """,
        "cohort_code module_code school_code learner_key",
    ),
    _detail(
        "rating",
        "one person's overall ratings for one report year",
        """
        province_code text: GSO code
        learner_key* key: person
        report_year* year: report year; 2020 holds data to 31/3/2021
        framework_code* text: standard used
        self_on date: self-assessment done; null: not yet
        head_on date: head's evaluation done; null: not yet, or not due
        self_mark small: own overall rating, 1 Chưa đạt to 4 Tốt
        peers_mark small: colleagues' rating, 1 to 4
        head_mark small: head's rating, 1 to 4
        """,
        "report_year learner_key",
    ),
    _detail(
        "assessment",
        "one criterion's rating by one rater",
        """
        province_code text: GSO code
        learner_key* key: person rated
        report_year* year: report year
        framework_code* text: standard used
        rater* text: who rated [self|peers|head]
        criterion_no* small: criterion
        mark small: 1 Chưa đạt to 4 Tốt
        """,
        "report_year rater learner_key criterion_no",
    ),
    _detail(
        "response",
        "one answer to one survey question about one module",
        """
        province_code text: GSO code
        learner_key* key: person
        question_code* text: question
        module_code* text: module asked about
        answer small: point on the scale, 1 upward
        answered_on date: day of the answer
        """,
        "question_code module_code learner_key",
    ),
    _detail(
        "need",
        "one training need that a person declared",
        """
        province_code text: GSO code
        learner_key* key: person
        report_year* year: report year
        module_code* text: module wished for; empty when a criterion was named
        criterion_no* small: criterion to improve; 0 when a module was named
        """,
        "report_year learner_key module_code criterion_no",
    ),
)

UNIT = (
    _unit(
        "unit_training",
        "one school, cohort and module",
        f"""
        province_code* text: GSO code
        district_code* text: district or commune
        school_code* text: school
        level* text: level {_LEVEL}
        cohort_code* text: cohort
        module_code* text: module
        enrolments count: enrolments
        lms_passed count: passed on the LMS
        supporter_passed count: passed by the core supporter
        university_passed count: acknowledged by the university
        certified count: certificate issued
        """,
    ),
    _unit(
        "unit_standing",
        "one school and report year",
        f"""
        province_code* text: GSO code
        district_code* text: district or commune
        school_code* text: school
        level* text: level {_LEVEL}
        audience* text: whom [teacher|manager]
        report_year* year: report year
        accounts count: people with an account
        self_done count: self-assessment done
        completed count: self done and, where due, head done; null: nothing has come from the province
        {_MARK_COUNTS}
        """,
    ),
    _unit(
        "district_need",
        "one district, report year, level and wish: learners",
        f"""
        province_code* text: GSO code
        district_code* text: district or commune
        report_year* year: report year
        audience* text: whom [teacher|manager]
        level* text: level {_LEVEL}
        module_code* text: module wished for; empty when a criterion was named
        criterion_no* small: criterion to improve; 0 when a module was named
        learners count: learners who declared it
        """,
    ),
    _unit(
        "district_criterion",
        "one district, report year, level, rater and criterion: learners by mark",
        f"""
        province_code* text: GSO code
        district_code* text: district or commune
        report_year* year: report year
        framework_code* text: standard used
        level* text: level {_LEVEL}
        rater* text: who rated; colleagues' marks are not told by district [self|head]
        criterion_no* small: criterion
        {_MARK_COUNTS}
        """,
    ),
)

CUBE = (
    _cube(
        "training",
        "one province, cohort, module, level, subject and group: enrolments by step",
        f"""
        province_code* text: GSO code
        cohort_code* text: cohort
        module_code* text: module
        level* text: level, exclusive {_LEVEL}
        subject* text: subject, exclusive
        people* text: group; the groups overlap, never add them {_PEOPLE}
        enrolments count: enrolments (learner × module)
        started count: handed something in on the LMS
        lms_passed count: passed on the LMS
        lms_refused count: failed on the LMS
        supporter_waiting count: sent to the supporter, not decided
        supporter_refused count: refused by the supporter
        supporter_passed count: passed by the supporter
        university_waiting count: sent to the university, not decided
        university_refused count: refused by the university
        university_passed count: acknowledged by the university
        certified count: certificate issued
        scored count: enrolments with an LMS score
        score_sum real: sum of LMS scores, points of 100
        """,
    ),
    _cube(
        "progress",
        "one province, cohort, level, group and number of modules: learners",
        f"""
        province_code* text: GSO code
        cohort_code* text: cohort
        level* text: level, exclusive {_LEVEL}
        people* text: group, overlapping {_PEOPLE}
        modules_passed* small: required modules passed on the LMS
        modules_certified* small: required modules with a certificate
        learners count: learners
        """,
    ),
    _cube(
        "waiting",
        "one province, cohort, module, step and number of days: passes",
        """
        province_code* text: GSO code
        cohort_code* text: cohort
        module_code* text: module
        step* text: step waited for [supporter|university|certificate]
        is_decided* flag: decided; false: still waiting on the snapshot's date
        days* year: days from sent to decided, or to the snapshot's date
        passes count: enrolments
        """,
    ),
    _cube(
        "standstill",
        "one province, cohort, module, stage and number of days without a movement: learners",
        f"""
        province_code* text: GSO code
        cohort_code* text: cohort
        module_code* text: module; all: each learner of the cohort once, where the module stands that has stood longest
        stage* text: where it stands {_STAGES}
        days* year: days at the stage, to the snapshot's date; since the certificate when done; 0 where no day was told
        learners count: learners
        """,
    ),
    _cube(
        "standing",
        "one province, report year, role, level and group: A.1.1 and A.1.2",
        f"""
        province_code* text: GSO code
        report_year* year: report year
        framework_code* text: standard used
        audience* text: whom [teacher|manager]
        role* text: role; all: source does not say, or total [all|core|mass]
        level* text: level; all is written out, since a source may print a total without its parts {_LEVEL_OR_ALL}
        people* text: group, overlapping {_PEOPLE}
        accounts count: people with an account (the base)
        self_done count: self-assessment done; null: not known
        head_due count: head's evaluation due; null: not known
        head_done count: head's evaluation done; null: not known
        completed count: self done and, where due, head done; null: nothing has come from the province
        {_MARK_COUNTS}
        """,
    ),
    _cube(
        "criterion_standing",
        "one province, report year, role, level, group, rater and criterion",
        f"""
        province_code* text: GSO code
        report_year* year: report year
        framework_code* text: standard used
        role* text: role, exclusive [core|mass]
        level* text: level, exclusive {_LEVEL}
        people* text: group, overlapping {_PEOPLE}
        rater* text: who rated [self|peers|head]
        criterion_no* small: criterion
        {_MARK_COUNTS}
        """,
    ),
    _cube(
        "mark_pair",
        "one province, report year, role, level, criterion and pair of marks: people rated by both",
        f"""
        province_code* text: GSO code
        report_year* year: report year
        framework_code* text: standard used
        role* text: role, exclusive [core|mass]
        level* text: level, exclusive {_LEVEL}
        criterion_no* small: criterion; 0: the overall rating
        self_mark* small: own mark, 1 Chưa đạt to 4 Tốt
        head_mark* small: the head's mark, 1 to 4
        learners count: people
        """,
    ),
    _cube(
        "mark_shape",
        "one province, report year, role, level and rater: people whose criteria are all rated, by how alike",
        f"""
        province_code* text: GSO code
        report_year* year: report year
        framework_code* text: standard used
        role* text: role, exclusive [core|mass]
        level* text: level, exclusive {_LEVEL}
        rater* text: who rated [self|peers|head]
        learners count: people with a mark for every criterion
        one_mark count: of them, people with the same mark for every criterion
        all_tot count: of them, people with Tốt for every criterion
        """,
    ),
    _cube(
        "satisfaction",
        "one province, question, module, audience, role and level: answers",
        f"""
        province_code* text: GSO code
        question_code* text: question
        module_code* text: module
        audience* text: whom [teacher|manager]
        role* text: role, exclusive [core|mass]
        level* text: level, exclusive {_LEVEL}
        answer* small: point on the scale
        answers count: answers
        """,
    ),
    _cube(
        "need_count",
        "one province, report year, level, group and wish: learners",
        f"""
        province_code* text: GSO code
        report_year* year: report year
        audience* text: whom [teacher|manager]
        level* text: level, exclusive {_LEVEL}
        people* text: group, overlapping {_PEOPLE}
        module_code* text: module wished for; empty when a criterion was named
        criterion_no* small: criterion to improve; 0 when a module was named
        learners count: learners who declared it
        """,
    ),
    _cube(
        "headline",
        "one province and measure: the part and the whole; also a line of the history",
        f"""
        measure* text: measure of measures.toml
        audience* text: whom; empty where the measure counts units, not people [teacher|manager|]
        cohort_code* text: cohort; empty where the measure knows none
        module_code* text: module; all: every module of the cohort; empty where the measure knows none
        question_code* text: survey question; empty where the measure knows none
        report_year* year: report year; 0 where the measure knows none
        level* text: level {_LEVEL_OR_ALL}
        people* text: group, overlapping; total where the measure knows none {_PEOPLE}
        province_code* text: GSO code
        part count: numerator; null: not known
        whole count: denominator
        """,
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in (*REFERENCE, *DETAIL, *UNIT, *CUBE)}

HISTORY = Table(
    "history",
    "cube",
    "one headline row of one snapshot",
    (
        Column("snapshot_id", "VARCHAR", "snapshot", is_key=True),
        Column("series", "VARCHAR", "snapshots that may be compared share a series"),
        Column("as_of", "DATE", "data date of the snapshot"),
        Column("vintage", "UTINYINT", "63 or 34"),
        *TABLES["headline"].columns,
    ),
)


def of_layer(*layers: Layer) -> tuple[Table, ...]:
    """The tables of the given layers, in the order they are documented."""
    return tuple(table for table in TABLES.values() if table.layer in layers)
