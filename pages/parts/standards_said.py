"""What the screen of standards says: one sentence for each figure. Frames in, words out."""

import textwrap
from collections.abc import Mapping
from typing import Any

import polars as pl

from data import settings
from pages.texts import Words
from pages.told import findings
from queries.standards import small

SMALLEST = settings.smallest()
FEW = small.few(SMALLEST)
JUMP = 0.10  # a share that rose by so much in a year is named
_NAMED = 3
_LOW = ("chua_dat", "dat")
_LONGEST = 64  # letters of a name within a sentence; figure and table have it whole


def heading(criteria: pl.DataFrame, groups: pl.DataFrame, words: Words, *, place: str) -> str:
    """The first sentence: the weakest criteria and standard; where there are none, the overall rating."""
    if (criteria["rated"].max() or 0) >= SMALLEST:
        return weakest(criteria, "self", words, place=place)
    whole = groups.filter(group_code="total", level="all").row(0, named=True)
    if (whole["rated"] or 0) < SMALLEST or whole["tot_share"] is None:
        return words("finding.nothing")
    return words(
        "standards.finding_overall",
        place=place,
        tot=words.ratio(whole["tot"], whole["rated"]),
        part=words.number(whole["tot"]),
        whole=words.number(whole["rated"]),
    )


def framework(year: Mapping[str, Any], words: Words) -> str:
    """By which standard people were rated in the year, and whether its criteria are known here."""
    text = words("assessment.framework", name=words.name(year), valid_from=words.date(year["valid_from"]))
    return text if year["criteria"] else f"{text} {words('standards.unknown_criteria')}"


def weakest(criteria: pl.DataFrame, rater: str, words: Words, *, place: str) -> str:
    """The criteria in which most people are at Chưa đạt or Đạt, and the standard with most such marks."""
    low = pl.sum_horizontal(_LOW)
    known = criteria.filter(pl.col("rated") > 0).with_columns(low.alias("low"), (low / pl.col("rated")).alias("share"))
    named = known.sort(["share", "criterion_no"], descending=[True, False]).head(_NAMED)
    each = "; ".join(
        words(
            "standards.named",
            number=row["criterion_no"],
            name=_short(words.name(row)),
            share=words.ratio(row["low"], row["rated"]),
        )
        for row in named.to_dicts()
    )
    summed = known.group_by("standard_no", "standard_vi", "standard_en").agg(pl.col("low", "rated").sum())
    worst = summed.sort(pl.col("low") / pl.col("rated"), "standard_no", descending=[True, False]).row(0, named=True)
    return words(
        "standards.finding",
        place=place,
        rater=findings.lowered(words(f"rater.{rater}")),
        criteria=each,
        number=worst["standard_no"],
        standard=_short(findings.lowered(words.name(worst, "standard"))),
        share=words.ratio(worst["low"], worst["rated"]),
    )


def no_criteria(criteria: pl.DataFrame, rater: str, words: Words) -> str:
    """Why there are no bars: criteria unknown, nobody rated, the head's year not come, or too few people."""
    if criteria.is_empty():
        return words("standards.unknown_criteria")
    if criteria["rated"].sum():
        return words("standards.too_few", smallest=SMALLEST)
    return words("standards.none_by_head" if rater == "head" else "standards.none_rated")


def furthest(cells: pl.DataFrame, words: Words) -> str:
    """In which cell of a matrix of groups the share of Tốt is lowest, and where it is highest."""
    known = cells.filter(pl.col("share").is_not_null()).sort("share", "row", "column")
    if known.height < 2:
        return words("standards.finding_few_cells")
    low, high = known.row(0, named=True), known.row(-1, named=True)
    said: dict[str, Any] = {}
    for name, row in (("low", low), ("high", high)):
        said[name] = words(
            "standards.cell",
            group=row["row"],
            column=row["column"],
            share=words.percent(row["share"]),
            count=words.number(row["count"]),
        )
    return words("standards.finding_cells", **said)


def halves(frame: pl.DataFrame, words: Words) -> str:
    """Where the two sides of a pair lie furthest apart, and how many pairs are withheld."""
    known = frame.filter(state="value").with_columns((pl.col("given") - pl.col("rest")).abs().alias("apart"))
    hidden = frame.filter(state="withheld").height
    text = words("standards.halves.nothing")
    if known.height:
        row = known.sort(["apart", "label"], descending=[True, False]).row(0, named=True)
        text = words(
            "standards.halves.finding",
            label=row["label"],
            first=row["first_said"],
            second=row["second_said"],
            points=_apart(row["rest"] - row["given"], words),
        )
    return f"{text} {words('standards.halves.hidden', count=hidden)}" if hidden else text


def pairs(overall: Mapping[str, Any], criteria: pl.DataFrame, words: Words) -> str:
    """How often the head agrees in the overall rating, and the criterion in which the two lie furthest apart."""
    text = words(
        "standards.pairs.finding",
        learners=words.number(overall["learners"]),
        lower=words.ratio(overall["lower"], overall["learners"]),
        same=words.ratio(overall["same"], overall["learners"]),
        higher=words.ratio(overall["higher"], overall["learners"]),
    )
    gap = pl.col("head_tot_share") - pl.col("self_tot_share")
    known = criteria.filter(pl.col("learners") > 0).with_columns(gap.alias("gap"))
    if known.is_empty():
        return text
    row = known.sort(pl.col("gap").abs(), "criterion_no", descending=[True, False]).row(0, named=True)
    furthest_said = words(
        "standards.pairs.furthest",
        number=row["criterion_no"],
        name=_short(words.name(row)),
        points=words.points(row["gap"]),
    )
    return f"{text} {furthest_said}"


def due(year: Mapping[str, Any], words: Words) -> str:
    """How many were to be rated by the head this year, and how many were."""
    if not year["head_due"]:
        return words("standards.pairs.none_due")
    return words(
        "standards.pairs.due",
        due=words.number(year["head_due"]),
        accounts=words.number(year["accounts"]),
        done=words.number(year["head_done"]),
        share=words.ratio(year["head_done"], year["head_due"]),
    )


def sameness(
    frame: pl.DataFrame, country: Mapping[str, float], words: Words, *, place: str, selected: str | None, nearly: int
) -> str:
    """How many have one mark throughout, where most, and in how many places nearly everybody has Tốt."""
    if frame.is_empty():
        return words("finding.nothing")
    first = frame["strip"][0]  # own marks: one mark for every criterion
    mine = frame.filter(strip=first).sort(["share", "province_code"], descending=[True, False])
    top = ", ".join(
        words("finding.named", name=words.name(row), share=words.percent(row["share"]))
        for row in mine.head(_NAMED).to_dicts()
    )
    text = words("standards.same.finding", highest=top)
    own = mine.filter(pl.col("province_code") == (selected or ""))
    if own.height:
        text += f" {words('standards.same.place', place=place, share=words.percent(own['share'][0]))}"
    if first in country:
        text = f"{words('standards.same.country', share=words.percent(country[first]))} {text}"
    nearly_said = words("standards.same.nearly" if nearly else "standards.same.none_nearly", count=nearly, place=place)
    return f"{text} {nearly_said}"


def jumps(known: pl.DataFrame, words: Words, *, place: str, selected: str | None) -> str:
    """Which provinces rose by much in a year, or that none did."""
    risen = known.filter(pl.col("change") >= JUMP).sort(["change", "province_code"], descending=[True, False])
    values = {"limit": _apart(JUMP, words, 0), "provinces": known.height}
    own = known.filter(pl.col("province_code") == (selected or ""))
    mine = [words("standards.jumps.place", place=place, points=words.points(own["change"][0]))] if own.height else []
    if risen.is_empty():
        return " ".join([words("standards.jumps.none", **values), *mine])
    named = ", ".join(
        words("standards.jumps.named", name=words.name(row), points=words.points(row["change"]))
        for row in risen.head(_NAMED).to_dicts()
    )
    return " ".join([words("standards.jumps.finding", count=risen.height, named=named, **values), *mine])


def _apart(difference: float, words: Words, digits: int = 1) -> str:
    """How far two shares are apart, in points without a sign."""
    return words("number.points", value=words.number(abs(difference) * 100, digits))


def _short(name: str) -> str:
    return textwrap.shorten(name, _LONGEST, placeholder="…")
