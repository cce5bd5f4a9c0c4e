"""Standards, part three: sameness and sudden rises, as a prompt to look and never as a charge."""

from collections.abc import Mapping

import polars as pl
from markupsafe import escape

from pages.figures import dumbbells, strips
from pages.figures.tables import Kind
from pages.parts import plates, sheets, shell, standards_said
from pages.parts.standards import asked, chosen
from pages.parts.standards_said import SMALLEST
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming
from queries import standards

_SHOWN = 12  # provinces in the figure of jumps
SAMENESS: dict[str, Kind] = {
    "name": "text",
    "rater_said": "text",
    "learners": "count",
    "one_mark_share": "share_or_state",
    "all_tot_share": "share_or_state",
    "nearly_all": "count",
}
JUMPS: dict[str, Kind] = {
    "name": "text",
    "earlier_rated": "count",
    "earlier_share": "share",
    "rated": "count",
    "tot_share": "share",
    "change_said": "text",
    "state": "state",
}


def sameness(view: View) -> None:
    """Who has one and the same mark for every criterion, by province and rater: a prompt to look."""
    words, title = view.words, view.words("standards.same.title")
    if not view.store.has("mark_shape"):
        shell.subheading(title)
        shell.notice(words("standards.same.no_table"))
        return
    answers = {
        rater: standards.sameness(view.store, rater=rater, **asked(view, everywhere=True)) for rater in ("self", "head")
    }
    frame, country = _strips(answers, words)
    whole = pl.concat(
        naming.with_column(
            naming.with_provinces(answer, words), "rater_said", [words(f"rater.{rater}")] * answer.height
        )
        for rater, answer in answers.items()
    )
    own = answers["self"].filter(pl.col("learners") >= SMALLEST)
    own = own.filter(province_code=view.province) if view.province else own
    plates.plate(
        strips.provinces(frame, country=country, words=words, selected=view.province) if frame.height else None,
        key="standards-sameness",
        title=title,
        finding=standards_said.sameness(
            frame,
            country,
            words,
            place=view.place,
            selected=view.province,
            nearly=own.filter(pl.col("nearly_all") > 0).height,
        ),
        counted=words("standards.counted.same", chosen=chosen(view)),
        table=lambda: sheets.table(
            whole, SAMENESS, name="standards-sameness", caption=title, selected=("province_code", view.choice.province)
        ),
        place=words("standards.every_province"),
        wide=True,
    )
    shell.small(words("standards.same.reasons"))


def _strips(answers: Mapping[str, pl.DataFrame], words: Words) -> tuple[pl.DataFrame, dict[str, float]]:
    """Every known province of enough people in two strips a rater, and the country's share of each."""
    parts, country = [], {}
    for rater, answer in answers.items():
        known = answer.filter(state="value").filter(pl.col("learners") >= SMALLEST)
        for what in ("one_mark", "all_tot"):
            strip = words(f"standards.same.{what}", rater=words(f"rater.{rater}"))
            rows = known.with_columns(pl.lit(strip).alias("strip"), pl.col(f"{what}_share").alias("share"))
            hovers = [
                words(
                    "standards.same.hover",
                    name=escape(words.name(row)),
                    strip=escape(strip),
                    share=words.percent(row["share"]),
                    part=words.number(row[what]),
                    whole=words.number(row["learners"]),
                )
                for row in rows.to_dicts()
            ]
            parts.append(naming.with_column(rows, "hover", hovers))
            if known.height and not answer["state"].is_in(["withheld"]).any():
                country[strip] = known[what].sum() / known["learners"].sum()
    return pl.concat(parts), country


def jumps(view: View) -> None:
    """Where the share rated Tốt rose most since the year before, under the same standard."""
    words = view.words
    answer = standards.jumps(view.store, **asked(view, everywhere=True))
    title = words("standards.jumps.title", year=view.choice.year - 1, next=view.choice.year)
    enough = (pl.col("rated") >= SMALLEST) & (pl.col("earlier_rated") >= SMALLEST)
    known = answer.filter(state="value").filter(enough)
    if known.is_empty():
        shell.subheading(title)
        shell.notice(words("standards.jumps.no_earlier"))
        return
    years = [words("choice.year_label", year=each, next=each + 1) for each in (view.choice.year - 1, view.choice.year)]
    changes = [words.points(row["change"]) for row in answer.to_dicts()]
    whole = naming.with_column(naming.with_provinces(answer, words), "change_said", changes)
    plates.plate(
        dumbbells.both(
            _risen(known, view), first="earlier_share", second="tot_share", names=(years[0], years[1]), words=words
        ),
        key="standards-jumps",
        title=title,
        finding=standards_said.jumps(known, words, place=view.place, selected=view.province),
        counted=words("standards.counted.jumps", chosen=chosen(view), shown=_SHOWN),
        table=lambda: sheets.table(
            whole, JUMPS, name="standards-jumps", caption=title, selected=("province_code", view.choice.province)
        ),
        place=words("standards.every_province"),
    )
    shell.small(words("standards.jumps.reasons"))


def _risen(known: pl.DataFrame, view: View) -> pl.DataFrame:
    """The provinces that rose most, and the one chosen."""
    words = view.words
    ranked = known.sort(["change", "province_code"], descending=[True, False]).with_row_index("rank")
    shown = ranked.filter((pl.col("rank") < _SHOWN) | (pl.col("province_code") == (view.province or "")))
    hovers = [
        words(
            "standards.jumps.hover",
            name=escape(words.name(row)),
            earlier=words.ratio(row["earlier_tot"], row["earlier_rated"]),
            earlier_whole=words.number(row["earlier_rated"]),
            share=words.ratio(row["tot"], row["rated"]),
            whole=words.number(row["rated"]),
        )
        for row in shown.to_dicts()
    ]
    return naming.with_column(naming.with_provinces(shown, words).with_columns(label="name"), "hover", hovers)
