"""Map findings: the one sentence above each view of the map, and those beside it. Frames in, words out."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from pages.figures import bounds as bounding
from pages.figures import classes
from pages.texts import Words
from pages.told import findings

_NAMED = 3  # places named in a sentence
_NO_CHANGE = 0.05  # points: what is written as 0.0


def ends(frame: pl.DataFrame, kind: str, words: Words, *, within: str = "") -> str:
    """Of how many places the share is known, and the highest and the lowest of them; else why it is not known.

    A frame with names, share and state, one row a place of that ``kind`` (region, university, district, module);
    ``within`` is the name of the province in which all of them are.
    """
    what = words(f"map.finding.counted.{kind}")
    all_of_them = words("map.finding.within", what=what, place=within) if within else what
    sane = classes.sane(frame)
    known = sane.filter(pl.col("state") == "value").sort("share", "name_vi")
    if frame.is_empty():
        return words("finding.nothing")
    if known.is_empty():
        return " ".join(_unseen(sane, all_of_them, words))
    high, low = (_end(rows, what, "share", words.percent, words) for rows in (known.reverse(), known))
    values = {"known": known.height, "all": frame.height, "what": all_of_them}
    if known.height == 1:
        text = words("map.finding.one_known", named=high, **values)
    elif words.percent(known["share"][0]) == words.percent(known["share"][-1]):
        text = words("map.finding.even", share=words.percent(known["share"][0]), **values)
    else:
        text = words("map.finding.ends", highest=high, lowest=low, **values)
    return " ".join([text, *_unseen(sane, what, words)])


def areas(frame: pl.DataFrame, area: str, words: Words) -> str:
    """The highest and the lowest region or territory, with a warning where few of their provinces are known."""
    few = findings.few_provinces(frame["provinces_known"].sum(), frame["provinces"].sum(), words)
    return " ".join(filter(None, (ends(frame, area, words), few)))


def modules(frame: pl.DataFrame, units: int, words: Words) -> str:
    """The module furthest ahead and the one furthest behind; ``provinces_known`` of ``units`` stand for each."""
    known = frame.filter(pl.col("state") == "value")["provinces_known"]
    few = findings.few_provinces(int(known.min()), units, words) if known.len() else ""
    return " ".join(filter(None, (ends(frame, "module", words), few)))


def kinds(frame: pl.DataFrame, title: str, words: Words) -> str:
    """How many provinces are of each kind, the commonest first, and of how many that is not known or not so."""
    named = frame.drop_nulls("kind").group_by("kind_name").len().sort("len", "kind_name", descending=[True, False])
    listed = ", ".join(words("map.finding.kind", name=name, count=count) for name, count in named.iter_rows())
    text = [words("map.finding.kinds", title=title, listed=listed)] if listed else []
    unseen = frame.filter(pl.col("kind").is_null())
    return " ".join([*text, *_unseen(unseen, words("map.finding.counted.province"), words)])


def moved(frame: pl.DataFrame, since: date, day: date, words: Words) -> str:
    """How many provinces rose, fell and stayed between two dates, and those that moved most."""
    what = words("map.finding.counted.province")
    between = {"since": words.date(since), "date": words.date(day)}
    # 0.9 - 0.85 is not 0.05 in binary
    known = frame.drop_nulls("change").with_columns((pl.col("change") * 100).round(7).alias("points"))
    rose, fell = (
        known.filter(pl.col("points") >= _NO_CHANGE).sort("points", "province_code", descending=[True, False]),
        known.filter(pl.col("points") <= -_NO_CHANGE).sort("points", "province_code"),
    )
    if known.is_empty():
        return " ".join([words("map.finding.moved_none", **between), *_unseen(frame, what, words)])
    counts = {"rose": rose.height, "fell": fell.height, "same": known.height - rose.height - fell.height}
    said = [words("map.finding.moved", known=known.height, **counts, **between)]
    for key, rows in (("rose_most", rose), ("fell_most", fell)):
        if rows.height:
            said.append(words(f"map.finding.{key}", named=_end(rows, what, "change", words.points, words)))
    few = findings.few_provinces(known.height, frame.height, words)
    return " ".join(filter(None, [*said, *_unseen(frame, what, words), few]))


def two(ranked: pl.DataFrame, first: str, second: str, words: Words) -> str:
    """How many provinces are low on both of two measures, of how many known on both, and the first of them."""
    known = ranked.filter(pl.col("state") == "value")
    if known.is_empty():
        return words("finding.nothing")
    low, names = known.filter("is_low"), _shorts(first, second, words)
    few = findings.few_provinces(known.height, ranked.height, words)
    if low.is_empty():
        return " ".join(filter(None, (words("map.finding.two_none", known=known.height, **names), few)))
    named = ", ".join(
        words(
            "map.finding.two_named",
            name=words.name(row),
            first=words.percent(row["share"]),
            second=words.percent(row["other_share"]),
        )
        for row in low.head(_NAMED).to_dicts()
    )
    said = words("map.finding.two", named=named, known=known.height, count=low.height, **names)
    return " ".join(filter(None, (said, few)))


def both_low(low: pl.DataFrame, first: str, second: str, words: Words) -> str:
    """The provinces in the lowest third of two measures at once, all by name."""
    names = _shorts(first, second, words)
    if low.is_empty():
        return words("map.finding.none_low", **names)
    listed = ", ".join(words.name(row) for row in low.to_dicts())
    return words("map.finding.both_low", count=low.height, names=listed, **names)


def unusual(outside: pl.DataFrame, words: Words) -> str:
    """How many provinces differ by more than chance explains: a prompt to look, no verdict."""
    above, below = (outside.filter(pl.col("side") == side).height for side in ("above", "below"))
    return words("map.finding.unusual", above=above, below=below) if above or below else words("map.finding.usual")


def bounds(frame: pl.DataFrame, words: Words) -> str:
    """Between what and what the rate lies, whatever the silent ones would have said, and of how many provinces.

    Takes an overview.bounds answer. A province whose base is not known is not in the sums, and that is said.
    """
    low, share, high = bounding.national_bounds(frame)
    if low is None or share is None or high is None:
        return words("map.finding.no_bounds")
    known, units = frame["base"].count(), frame.height
    about = "bounds_country" if known == units else "bounds_some"
    said = [words(f"map.finding.{about}", share=words.percent(share), known=known, units=units)]
    if low == high:
        said.append(words("map.finding.bounds_whole"))
    else:
        said.append(words("map.finding.bounds_between", low=words.percent(low), high=words.percent(high)))
    if known < units:
        said.append(words("map.finding.bounds_others", count=units - known))
    return " ".join(said)


def _shorts(first: str, second: str, words: Words) -> dict[str, str]:
    return {"first": words(f"measure.{first}.short"), "second": words(f"measure.{second}.short")}


def _end(rows: pl.DataFrame, what: str, by: str, said: Callable[[Any], str], words: Words) -> str:
    """The first of the rows and all that read the same as it: by name, by their number where they are many."""
    value = said(rows[by][0])
    tied = [words.name(row) for row in rows.to_dicts() if said(row[by]) == value]
    many = words("map.finding.many", count=len(tied), what=what)
    return words("finding.named", name=", ".join(sorted(tied)) if len(tied) <= _NAMED else many, share=value)


def _unseen(frame: pl.DataFrame, what: str, words: Words) -> list[str]:
    """How many places have no figure, a sentence for each reason, the commonest first."""
    counts = frame.filter(pl.col("state") != "value").group_by("state").len().sort("len", "state", descending=True)
    return [
        words("map.finding.unseen", count=count, what=what, state=findings.lowered(words(f"state.{state}")))
        for state, count in counts.iter_rows()
    ]
