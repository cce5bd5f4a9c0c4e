"""Standards, part two: the missing half, and self beside head."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from markupsafe import escape

from pages.figures import dumbbells
from pages.figures.tables import Kind
from pages.parts import plates, sheets, shell, standards_said
from pages.parts.standards import asked, chosen
from pages.parts.standards_said import SMALLEST
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming
from queries import standards
from queries.standards import small

_SHARES = {"done": ("completed", "accounts", "completed_share"), "rated": ("tot", "rated", "tot_share")}
HALVES: dict[str, Kind] = {
    "pair_said": "text",
    "level_said": "text",
    "side_said": "text",
    "accounts": "count",
    "completed": "count",
    "completed_share": "share",
    "done_said": "text",
    "rated": "count",
    "tot_share": "share",
    "good_share": "share",
    "rated_said": "text",
}
PAIRS: dict[str, Kind] = {
    "label": "text",
    "learners": "count",
    "self_tot_share": "share",
    "head_tot_share": "share",
    "self_good_share": "share",
    "head_good_share": "share",
    "lower_share": "share",
    "same_share": "share",
    "higher_share": "share",
}


def halves(view: View) -> None:
    """Whom reports do not print: men, and those outside disadvantaged areas, where it is safe to show them."""
    words = view.words
    answer = standards.halves(view.store, **asked(view, by_level=False))
    safe = small.withheld(answer, smallest=SMALLEST)
    for what in _SHARES:
        frame = _sides(safe, what, words)
        title = words(f"standards.halves.{what}", place=view.place)
        if not frame["state"].is_in(["value", "withheld"]).any():
            shell.subheading(title)
            shell.notice(words("standards.halves.no_data"))
            continue
        plates.plate(
            dumbbells.both(
                frame,
                first="given",
                second="rest",
                names=(words("standards.halves.given"), words("standards.halves.rest")),
                words=words,
            ),
            key=f"standards-halves-{what}",
            title=title,
            finding=standards_said.halves(frame, words),
            counted=words(f"standards.counted.halves_{what}", staff=view.label("staff").lower()),
            table=lambda what=what, title=title: _halves_table(safe, what, title, words),
            wide=True,
        )
    shell.small(words("standards.halves.rule", smallest=SMALLEST, few=small.few(SMALLEST)))


def _sides(safe: pl.DataFrame, what: str, words: Words) -> pl.DataFrame:
    """One row a pair and level: the shares of both sides, and why there is none."""
    part, whole, share = _SHARES[what]
    rows = []
    for (pair, level), sides in safe.group_by("pair_code", "level", maintain_order=True):
        given, rest = (sides.filter(side=side).row(0, named=True) for side in ("given", "rest"))
        names = {side: words(f"standards.halves.{pair}.{side}") for side in ("given", "rest")}
        said = {
            side: words(
                "standards.halves.said",
                name=names[side],
                share=words.percent(row[share]),
                part=words.number(row[part]),
                whole=words.number(row[whole]),
            )
            for side, row in (("given", given), ("rest", rest))
        }
        rows.append(
            {
                "label": words(
                    "standards.halves.label",
                    pair=words(f"standards.halves.{pair}.pair"),
                    level=words(f"level.{level}").lower(),
                ),
                "state": given[f"{what}_state"],
                "given": given[share],
                "rest": rest[share],
                "first_said": said["given"],
                "second_said": said["rest"],
                "hover": f"{escape(said['given'])}<br>{escape(said['rest'])}",
            }
        )
    return pl.DataFrame(rows, schema_overrides={"given": pl.Float64, "rest": pl.Float64}, infer_schema_length=None)


def _halves_table(safe: pl.DataFrame, what: str, title: str, words: Words) -> None:
    rows = safe.to_dicts()
    frame = naming.with_column(safe, "pair_said", [words(f"standards.halves.{row['pair_code']}.pair") for row in rows])
    frame = naming.with_column(frame, "level_said", [words(f"level.{row['level']}") for row in rows])
    frame = naming.with_column(
        frame, "side_said", [words(f"standards.halves.{row['pair_code']}.{row['side']}") for row in rows]
    )
    for each in _SHARES:
        frame = naming.with_column(frame, f"{each}_said", [words(f"state.{row[f'{each}_state']}") for row in rows])
    sheets.table(frame, HALVES, name=f"standards-halves-{what}", caption=title)


def pairs(view: View, year: Mapping[str, Any]) -> None:
    """Own and head's marks of the same people, criterion by criterion."""
    words, title = view.words, view.words("standards.pairs.title", place=view.place)
    if not view.store.has("mark_pair"):
        shell.subheading(title)
        shell.notice(words("standards.pairs.no_table"))
        return
    answer = standards.pairs(view.store, **asked(view))
    overall = answer.row(0, named=True)
    if (overall["learners"] or 0) < SMALLEST:
        shell.subheading(title)
        shell.small(standards_said.due(year, words))
        shell.notice(words("standards.pairs.nobody", smallest=SMALLEST))
        return
    frame = _labelled(answer, words)
    plates.plate(
        dumbbells.both(
            frame,
            first="self_tot_share",
            second="head_tot_share",
            names=(words("rater.self"), words("rater.head")),
            words=words,
        ),
        key="standards-pairs",
        title=title,
        finding=standards_said.pairs(overall, answer.filter(pl.col("criterion_no") > 0), words),
        counted=words("standards.counted.pairs", chosen=chosen(view)),
        table=lambda: sheets.table(frame, PAIRS, name="standards-pairs", caption=title),
        wide=True,
    )
    shell.small(standards_said.due(year, words))


def _labelled(answer: pl.DataFrame, words: Words) -> pl.DataFrame:
    rows = answer.to_dicts()
    labels = [
        words("standards.criterion_key" if row["is_key"] else "report.criterion", number=row["criterion_no"],
              name=words.name(row)) if row["criterion_no"] else words("standards.pairs.overall")
        for row in rows
    ]  # fmt: skip
    hovers = [
        words(
            "standards.pairs.hover",
            label=escape(label),
            own=words.percent(row["self_tot_share"]),
            head=words.percent(row["head_tot_share"]),
            lower=words.percent(row["lower_share"]),
            same=words.percent(row["same_share"]),
            higher=words.percent(row["higher_share"]),
            learners=words.number(row["learners"]),
        )
        for label, row in zip(labels, rows, strict=True)
    ]
    frame = naming.with_column(naming.with_column(answer, "label", labels), "hover", hovers)
    is_known = pl.col("learners") >= SMALLEST
    return frame.with_columns(pl.when(is_known).then(pl.lit("value")).otherwise(pl.lit("no_data")).alias("state"))
