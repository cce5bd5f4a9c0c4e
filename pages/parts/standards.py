"""Standards, part one: how each criterion is rated, and how groups of people differ."""

from typing import Any

import polars as pl
from markupsafe import escape

from data.measures import measures
from data.schema import LEVELS
from pages.figures import groups, stacks
from pages.figures.tables import Kind
from pages.parts import folds, plates, sheets, shell, standards_said
from pages.parts.standards_said import FEW, SMALLEST
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming
from queries import standards
from queries.standards import small

_SHARES: dict[str, Kind] = {
    "chua_dat_share": "share",
    "dat_share": "share",
    "kha_share": "share",
    "tot_share": "share",
}
CRITERIA: dict[str, Kind] = {"standard_said": "text", "name": "text", "key_said": "text", "rated": "count", **_SHARES}
GROUPS: dict[str, Kind] = {
    "group_said": "text",
    "level_said": "text",
    "rated": "count",
    "tot_share": "share_or_state",
    "good_share": "share_or_state",
}
BY_STANDARD: dict[str, Kind] = {
    "group_said": "text",
    "standard_said": "text",
    "ratings": "count",
    "tot_share": "share_or_state",
}


def asked(view: View, *, by_level: bool = True, everywhere: bool = False) -> dict[str, Any]:
    """What every question of the screen is asked with; some know no level, some are of every province."""
    choice = view.choice
    values: dict[str, Any] = {"report_year": choice.year, "audience": choice.audience, "role": choice.staff}
    values |= {"level": choice.level} if by_level else {}
    return values if everywhere else values | {"province_code": view.province}


def everybodys(view: View) -> pl.DataFrame:
    """The criteria as everybody rated themselves: what the screen's first sentence is about."""
    return standards.criteria(view.store, **asked(view))


def year(view: View) -> dict[str, Any] | None:
    """The year's standard, and whose evaluation was due; None where no standard was in force."""
    rows = standards.year(view.store, **asked(view)).to_dicts()
    return rows[0] if rows else None


@plates.alone
def spread(view: View) -> None:
    """Standards, criteria and levels for one group and one kind of rater, and the standards by group."""
    words = view.words
    title = words("standards.criteria", rater=view.label("rater"), people=view.label("people"))
    shell.choices("people", "rater")
    people, rater = view.choice.people, view.choice.rater
    frame = named(standards.criteria(view.store, people=people, rater=rater, **asked(view)), words)
    known = frame["rated"].max()
    if frame.is_empty() or known is None or known < SMALLEST:
        shell.subheading(title)
        shell.notice(standards_said.no_criteria(frame, rater, words))
        return
    plates.plate(
        stacks.levels(frame, label="name", heads="standard_said", words=words),
        key="standards-criteria",
        title=title,
        finding=standards_said.weakest(frame, rater, words, place=view.place),
        counted=words("standards.counted.criteria", rater=view.label("rater").lower(), chosen=chosen(view)),
        table=lambda: sheets.table(frame, CRITERIA, name="standards-criteria", caption=title),
        wide=True,
    )
    shell.small(words("standards.key_note"))
    _by_standard(view, frame)


def _by_standard(view: View, criteria: pl.DataFrame) -> None:
    words = view.words
    answer = standards.by_standard(view.store, rater=view.choice.rater, **asked(view))
    # as many marks a person as the standard has criteria
    answer = answer.join(criteria.group_by("standard_no").len("criteria"), on="standard_no", maintain_order="left")
    answer = answer.with_columns((pl.col("ratings") / pl.col("criteria")).alias("learners"))
    answer = small.groups(answer, people="learners", smallest=SMALLEST)
    frame = _cells(_with_groups(_with_standards(answer, words), words), "ratings", "standard_short", words)
    title = words("standards.by_standard", rater=view.label("rater"))
    plates.plate(
        groups.matrix(
            frame,
            rows=frame["row"].unique(maintain_order=True).to_list(),
            columns=frame["column"].unique(maintain_order=True).to_list(),
            measure=measures()["rated_excellent"],
            words=words,
            note=words("standards.matrix_note_ratings"),
        ),
        key="standards-by-standard",
        title=title,
        finding=standards_said.furthest(frame, words),
        counted=words("standards.counted.by_standard", rater=view.label("rater").lower(), chosen=chosen(view)),
        table=lambda: sheets.table(frame, BY_STANDARD, name="standards-by-standard", caption=title),
        wide=True,
    )
    shell.small(words("standards.overlap"))


def by_group(view: View) -> None:
    """The overall rating of groups of people, by school level."""
    words = view.words
    answer = standards.by_group(view.store, **asked(view, by_level=False))
    answer = small.groups(answer, people="rated", smallest=SMALLEST, within="level")
    frame = _cells(_with_groups(naming.with_column(answer, "level_said", _levels(answer, words)), words), "rated",
                   "level_said", words)  # fmt: skip
    title = words("standards.by_group", place=view.place)
    if frame["share"].null_count() == frame.height:
        shell.subheading(title)
        shell.notice(words("standards.no_ratings"))
        return
    plates.plate(
        groups.matrix(
            frame,
            rows=frame["row"].unique(maintain_order=True).to_list(),
            columns=[words(f"level.{level}") for level in ("all", *LEVELS)],
            measure=measures()["rated_excellent"],
            words=words,
            note=words("standards.matrix_note"),
        ),
        key="standards-by-group",
        title=title,
        finding=standards_said.furthest(frame, words),
        counted=words("standards.counted.by_group", staff=view.label("staff").lower()),
        table=lambda: sheets.table(frame, GROUPS, name="standards-by-group", caption=title),
        wide=True,
    )
    shell.small(words("standards.overlap"))


def named(criteria: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Every criterion with its number before its name, marked where it decides, and its standard's title."""
    rows = criteria.to_dicts()
    names = [
        words("standards.criterion_key" if row["is_key"] else "report.criterion", number=row["criterion_no"],
              name=words.name(row)) for row in rows
    ]  # fmt: skip
    keys = [words("standards.is_key") if row["is_key"] else "" for row in rows]
    return naming.with_column(naming.with_column(_with_standards(criteria, words), "name", names), "key_said", keys)


def chosen(view: View) -> str:
    """Level and staff in words, as a source line says them."""
    return ", ".join(view.label(name).lower() for name in ("level", "staff"))


def rule(view: View) -> None:
    """How the screen counts, one click away."""
    words, names = view.words, view.words.under("standards.rule.said")
    told = [words(f"standards.rule.said.{name}", smallest=SMALLEST, few=FEW) for name in names]
    folds.said(words("standards.rule.title"), *told)


def _with_standards(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    said = [
        words("standards.standard", number=row["standard_no"], name=words.name(row, "standard"))
        for row in frame.to_dicts()
    ]
    short = [words("standards.standard_short", number=row["standard_no"]) for row in frame.to_dicts()]
    return naming.with_column(naming.with_column(frame, "standard_said", said), "standard_short", short)


def _with_groups(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    said = [words(f"standards.group.{code}") for code in frame["group_code"]]
    return naming.with_column(frame, "group_said", said)


def _levels(frame: pl.DataFrame, words: Words) -> list[str]:
    return [words(f"level.{level}") for level in frame["level"]]


def _cells(safe: pl.DataFrame, count: str, across: str, words: Words) -> pl.DataFrame:
    """An answer that went through ``small.groups`` as a matrix takes it, with its hovers."""
    frame = safe.with_columns(
        pl.col("group_said").alias("row"),
        pl.col(across).alias("column"),
        pl.col("tot_share").alias("share"),
        pl.col(count).alias("count"),
    )
    return naming.with_column(frame, "hover", [_hover(row, words) for row in frame.to_dicts()])


def _hover(row: dict[str, Any], words: Words) -> str:
    return words(
        "standards.hover_cell",
        group=escape(row["row"]),
        column=escape(row["column"]),
        share=words.percent(row["share"]),
        count=words.number(row["count"]),
    )
