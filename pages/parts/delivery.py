"""The training calendar: days and months of activity, provinces by how bunched it is, and courses over time."""

from datetime import date

import polars as pl

from pages.figures import bars, calendars, courses
from pages.figures.tables import Kind
from pages.parts import delivery_said, folds, sheets, shell
from pages.parts.plates import plate, says
from pages.parts.view import View
from pages.told import naming
from queries import delivery

DAYS: dict[str, Kind] = {"day_on": "date", "active_learners": "count", "provinces_with_data": "count"}
MONTHS: dict[str, Kind] = {
    "month_name": "text",
    "learner_days": "count",
    "share": "share",
    "even_share": "share",
    "before_share": "share",
}
PROVINCES: dict[str, Kind] = {
    "name": "text",
    "learner_days": "count",
    "busiest_share": "share",
    "year_end_share": "share",
    "school_end_share": "share",
    "weeks": "count",
    "state": "state",
}
COURSES: dict[str, Kind] = {
    "cohort": "text",
    "module": "text",
    "pattern_said": "text",
    "online_before_days": "count",
    "face_days": "count",
    "online_after_days": "count",
    "starts_on": "date",
    "ends_on": "date",
    "basis_said": "text",
}
PATTERNS: dict[str, Kind] = {
    "pattern_said": "text",
    "role_said": "text",
    "online_before_days": "count",
    "face_days": "count",
    "online_after_days": "count",
    "courses": "count",
    "assumed": "count",
}
_DAYS_OF_KIND = ("online_before_days", "face_days", "online_after_days")
_LISTED = 10  # provinces drawn; all are in the table


def state(view: View, asked: dict) -> str:
    """What the chosen province lacks to be told of; empty where none is chosen or it lacks nothing."""
    if not view.province:
        return ""
    row = delivery.by_province(view.store, **asked).filter(province_code=view.province)
    return "" if row.is_empty() or row["state"].item() == "value" else row["state"].item()


def calendar(view: View, asked: dict) -> None:
    """The days of the training year, the deadlines above them."""
    words, choice = view.words, view.choice
    days = delivery.by_day(view.store, province_code=view.province, **asked)
    due = delivery.deadlines(view.store, report_year=choice.year)
    title = words("delivery.calendar.title", year=choice.year, next=choice.year + 1, place=view.place)
    told = days.drop_nulls("active_learners")
    plate(
        calendars.days(days, deadlines=_due(due, view), words=words) if told.height else None,
        key="calendar",
        title=title,
        finding=delivery_said.busiest_day(days, words),
        counted=words("delivery.calendar.counted", role=words(f"delivery.role.{choice.role}")),
        table=lambda: sheets.table(told, DAYS, name="days", caption=title),
        wide=True,
    )


def months(view: View, now: pl.DataFrame, before: pl.DataFrame) -> None:
    """The months of the training year beside those of the year before and an even spread."""
    words, choice = view.words, view.choice
    title = words("delivery.months.title", year=choice.year, next=choice.year + 1, place=view.place)
    plate(
        calendars.months(now, before=before, words=words) if now["learner_days"].sum() else None,
        key="months",
        title=title,
        finding=delivery_said.busiest_month(now, before, words),
        counted=words("delivery.months.counted", role=words(f"delivery.role.{choice.role}")),
        table=lambda: sheets.table(_months(now, before), MONTHS, name="months", caption=title),
    )


def provinces(view: View, asked: dict) -> None:
    """The provinces whose activity is most bunched, the chosen one among them, and all in the table."""
    words = view.words
    named = naming.with_provinces(delivery.by_province(view.store, **asked), words)
    named = named.sort("busiest_share", "province_code", descending=[True, False], nulls_last=True)
    known = named.filter(state="value").with_row_index("place")
    shown = known.filter((pl.col("place") < _LISTED) | (pl.col("province_code") == (view.province or "")))
    title = words("delivery.provinces.title")
    plate(
        bars.simple(shown, label="name", value="busiest_share", words=words) if shown.height else None,
        key="provinces",
        title=title,
        finding=delivery_said.bunched(named, words),
        counted=words("delivery.provinces.counted", listed=min(_LISTED, known.height), known=known.height),
        table=lambda: sheets.table(
            named,
            PROVINCES,
            name="provinces",
            caption=title,
            selected=("province_code", view.province) if view.province else None,
        ),
        place=view.whole,
    )


def schedule(view: View) -> None:
    """The courses of the audience over time, and the patterns that they follow."""
    words = view.words
    held = delivery.courses(view.store, audience=view.choice.audience)
    title = words("delivery.schedule.title", audience=view.label("audience"))
    plate(
        courses.schedule(held, year=view.choice.year, as_of=view.snapshot.as_of, words=words) if held.height else None,
        key="schedule",
        title=title,
        finding=delivery_said.together(held, words),
        counted=words("delivery.schedule.counted"),
        table=lambda: sheets.table(_courses(held, view), COURSES, name="schedule", caption=title),
        wide=True,
    )
    if held.height:
        _patterns(view, held)


def _patterns(view: View, held: pl.DataFrame) -> None:
    """The patterns that courses follow, each with its days, and what is not known of another one."""
    words = view.words
    title = words("delivery.patterns.title", audience=view.label("audience"))
    counted = held.group_by("role", "pattern", *_DAYS_OF_KIND, maintain_order=True).agg(
        courses=pl.len(), assumed=(~pl.col("basis").is_in(delivery_said.KNOWN)).sum()
    )
    rows = counted.to_dicts()
    named = naming.with_column(counted, "role_said", [words(f"role.{row['role']}") for row in rows])
    said = [delivery_said.pattern_said(row["pattern"], words) for row in rows]
    shell.subheading(title)
    says(delivery_said.patterns(held, words))
    sheets.table(naming.with_column(named, "pattern_said", said), PATTERNS, name="patterns", caption=title)
    shell.small(words("delivery.patterns.two_seven_two"))


def rule(view: View) -> None:
    """How all this is counted."""
    names = ("year", "learner_day", "even", "weeks", "blank", "roles", "lms")
    folds.said(view.words("delivery.rule.title"), *(view.words(f"delivery.rule.{name}") for name in names))


def _due(due: pl.DataFrame, view: View) -> list[tuple[date, str]]:
    words = view.words
    return [
        (
            row["due_on"],
            words("delivery.due.target", measure=words(f"measure.{row['name']}.title"))
            if row["kind"] == "target"
            else words(f"delivery.due.{row['name']}"),
        )
        for row in due.to_dicts()
    ]


def _months(now: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    return now.with_columns(
        pl.col("month_on").dt.strftime("%m/%Y").alias("month_name"),
        pl.Series("even_share", calendars.evenly(now), dtype=pl.Float64),
        before["share"].alias("before_share"),
    )


def _courses(held: pl.DataFrame, view: View) -> pl.DataFrame:
    words, rows = view.words, held.to_dicts()
    frame = naming.with_column(held, "cohort", [words.name(row) for row in rows])
    frame = naming.with_column(frame, "module", [words("term.module", number=row["number"]) for row in rows])
    said = [delivery_said.pattern_said(row["pattern"], words) for row in rows]
    frame = naming.with_column(frame, "pattern_said", said)
    return naming.with_column(frame, "basis_said", [words(f"delivery.basis.{row['basis']}") for row in rows])
