"""The data model as Markdown: ``data/MODEL.md`` is this print, so that the page and the schema cannot part."""

from data.schema import SCHEMA_VERSION, Layer, Table, of_layer

_LAYERS: dict[Layer, str] = {
    "reference": "Reference tables: meant for everybody, written into every snapshot",
    "detail": "Detail: one row a learner or finer, under a pseudonym, one file a province",
    "unit": "Units: sums and counts by school, one file a province",
    "cube": "Cubes: sums and counts by province, never averages; what the screens read",
}

# Which question of the product's plan is answered from which tables.
ANSWERS: tuple[tuple[str, str], ...] = (
    ("Where does a province stand, by any indicator; ranking; map; difference of two dates", "headline, history"),
    ("Trend over many snapshots; forecast of the date a module reaches its target; its back-test", "history, target"),
    ("Who should have reported, and did; missing reporters on the map", "submission, lms_use"),
    ("Module × cohort × level × subject × group; explorer and pivot tables", "training"),
    ("Certificate chain: stock and funnel at each step, refused apart from waiting and not yet sent", "training"),
    ("Median and 90th-percentile waiting days, by university territory, province, module, cohort", "waiting, province"),
    ("Learners stalled by a stated rule: at which stage, for how many days; by count, never by name", "standstill"),
    ("Learners who finished all modules of their cohort; commitments (30,127 = 105.3 %)", "progress, target, claim"),
    ("A.1.1 and A.1.2, with year-on-year; A.2 for managers", "standing, published_cell"),
    ("Standard × criterion × four marks by level, group, role", "criterion_standing, criterion, framework"),
    ("Self against head, over those whom both rated", "mark_pair"),
    ("Spread and inflation: one mark for every criterion, Tốt for every criterion", "mark_shape, framework"),
    ("The missing half (men): total minus women, where it is safe", "standing, criterion_standing"),
    (
        "Needs → modules: weakest criteria and declared needs against the catalogue and its completion",
        "need_count, criterion_standing, criterion_module, training; by district district_need, district_criterion,"
        " unit_training",
    ),
    ("Satisfaction with n, wording and spread; non-response bounds", "satisfaction, question, standing (base)"),
    (
        "Published figures beside computed ones; contradictions as published",
        "claim, claim_reading, published_cell, headline",
    ),
    (
        "Universities: territory, core learners, ratio core to mass, waiting, satisfaction, TEIDI",
        "university, province, progress, waiting, satisfaction, teidi",
    ),
    ("Who supports whom: load of a core colleague", "support (detail)"),
    (
        "Training delivery: 5-3-7 and 2-7-2, calendar heat map of activity, load by month",
        "course, activity_day, lms_use",
    ),
    ("Targets and deadlines: days left, pace needed against pace seen", "target, history"),
    (
        "Like with like: peers of similar size, disadvantaged share and start date",
        "teacher_count, standing, course, lms_use",
    ),
    (
        "Country → region → province → district → school",
        "headline, province, unit_training, unit_standing, school, district",
    ),
    (
        "63 ↔ 34: sums exact, rates recomputed; codes never compared without their vintage",
        "province (vintage), province_merge, and any cube summed over it",
    ),
    (
        "School years after the programme: communes instead of districts, other frameworks",
        "district (kind), framework (validity), cohort, module",
    ),
    ("Báo cáo TEMIS: tables, sentences, second-year columns", "standing of two report years, published_cell"),
    ("Small cells: sizes of groups for primary and secondary suppression", "every cube carries its counts"),
    ("Statistics office's counts against accounts", "teacher_count, standing"),
)


def as_markdown() -> str:
    """The whole page."""
    parts = [
        "# The data model",
        f"Schema version {SCHEMA_VERSION}. Printed by `python -m data model` from `data/schema.py`.",
        "A share is a part over a whole, kept as two counts; null is *not known*, never zero. A province code means"
        " nothing without its vintage (63 or 34), which the manifest names. `all` is a total over a dimension that is"
        " written out; an empty text says that the dimension does not belong to the row.",
        "## Which table answers which question",
        _answers(),
    ]
    for layer, title in _LAYERS.items():
        parts += [f"## {title}", *(_table(table) for table in of_layer(layer))]
    return "\n\n".join(parts) + "\n"


def _answers() -> str:
    lines = ["| Question | Tables |", "|---|---|"]
    return "\n".join(lines + [f"| {question} | {tables} |" for question, tables in ANSWERS])


def _table(table: Table) -> str:
    scope = f"scoped by `{table.scope}`" if table.scope else "meant for all"
    lines = [f"### `{table.name}`", "", f"One row: {table.row}. Key: {', '.join(table.key)}; {scope}.", ""]
    lines += ["| Column | Type | Meaning |", "|---|---|---|"]
    for column in table.columns:
        values = f" ({' / '.join(value or 'empty' for value in column.one_of)})" if column.one_of else ""
        lines.append(f"| `{column.name}`{' *' if column.is_key else ''} | {column.type} | {column.meaning}{values} |")
    return "\n".join(lines)
