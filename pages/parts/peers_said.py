"""Peers, said: findings and cells. Frames in, words out; higher and lower are told, nobody is first or last."""

from typing import Any

import polars as pl

from pages.texts import Words

_COLUMNS = {"size": "size", "disadvantaged": "disadvantaged_share", "start": "since_on"}


def missing(near: pl.DataFrame, alike: str, words: Words) -> str:
    """Which of the chosen traits the province itself lacks, in words; empty where it has them all."""
    own = near.filter("is_own").to_dicts()
    names = [name for name in alike.split("-") if own and own[0][_COLUMNS[name]] is None]
    return ", ".join(_within(words(f"alike.{name}")) for name in names)


def _within(text: str) -> str:
    """The text as it stands within a sentence: its first letter small, names such as LMS untouched."""
    return text[:1].lower() + text[1:]


def left_out(near: pl.DataFrame, words: Words) -> str:
    """The provinces that lack a trait and so are in no comparison."""
    names = [words.name(row) for row in near.filter(pl.col("distance").is_null() & ~pl.col("is_own")).to_dicts()]
    return words("peers.left_out", count=len(names), names=", ".join(names)) if names else ""


def finding(group: pl.DataFrame, median: float | None, words: Words, *, measure: str, name: str) -> str:
    """The province's rate beside the median of its peers; why there is none."""
    own = group.filter("is_own").row(0, named=True)
    title, peers = words(f"measure.{measure}.title"), group.filter(pl.col("is_peer"))
    if own["share"] is None:
        return words("peers.finding_none", name=name, measure=title, state=_within(words(f"state.{own['state']}")))
    if median is None:
        return words("peers.finding_alone", name=name, measure=title, share=words.percent(own["share"]))
    return words(
        "peers.finding",
        name=name,
        measure=title,
        share=words.percent(own["share"]),
        count=peers["share"].count(),
        median=words.percent(median),
        points=words.points(own["share"] - median),
    )


def group(frame: pl.DataFrame, median: float | None, words: Words) -> str:
    """How many of the peers lie above and below the province, and between what rates they all lie."""
    own = frame.filter("is_own").row(0, named=True)
    known = frame.filter(pl.col("is_peer") & pl.col("share").is_not_null())
    if known.is_empty() or median is None:
        return words("finding.nothing")
    ends = {"low": words.percent(known["share"].min()), "high": words.percent(known["share"].max())}
    spread = words("peers.spread", count=known.height, median=words.percent(median), **ends)
    if own["share"] is None:
        return spread
    higher = known.filter(pl.col("share") > own["share"]).height
    lower = known.filter(pl.col("share") < own["share"]).height
    return f"{words('peers.around', higher=higher, lower=lower, place=higher + 1, of=known.height + 1)} {spread}"


def alike(frame: pl.DataFrame, chosen: str, words: Words) -> str:
    """Between what sizes, shares and days the peers lie, trait by trait of those chosen."""
    peers = frame.filter("is_peer")
    said = [_trait(peers, name, words) for name in chosen.split("-")]
    return " ".join(said)


def _trait(peers: pl.DataFrame, name: str, words: Words) -> str:
    low, high = (getattr(peers[_COLUMNS[name]], end)() for end in ("min", "max"))
    write = {"size": words.number, "disadvantaged": words.percent, "start": words.date}[name]
    return words(f"peers.trait.{name}", low=write(low), high=write(high))


def places(frame: pl.DataFrame, words: Words) -> str:
    """The peers by name, the most alike first."""
    return words("peers.named", names=", ".join(frame.filter("is_peer")["name"]))


def measures(frame: pl.DataFrame, words: Words, *, name: str) -> str:
    """On how many measures the province is at or above the median of its peers, and where it is furthest below."""
    known = frame.filter(pl.col("share").is_not_null() & pl.col("median_share").is_not_null())
    known = known.with_columns((pl.col("share") - pl.col("median_share")).alias("gap")).sort("gap", "measure")
    if known.is_empty():
        return words("finding.nothing")
    above = known.filter(pl.col("gap") >= 0).height
    said = words("peers.measures_finding", name=name, above=above, of=known.height)
    lowest = known.row(0, named=True)
    if lowest["gap"] >= 0:
        return said
    title = words(f"measure.{lowest['measure']}.title")
    return f"{said} {words('peers.measures_low', measure=title, points=words.points(lowest['gap']))}"


def gap(row: dict[str, Any], words: Words) -> str:
    """Percentage points between the province and the median of its peers."""
    if row["share"] is None or row["median_share"] is None:
        return words("number.none")
    return words.points(row["share"] - row["median_share"], unit=False)


def between(row: dict[str, Any], words: Words) -> str:
    """The lowest and the highest rate among the peers."""
    if row["low_share"] is None:
        return words("number.none")
    return words("peers.range", low=words.percent(row["low_share"]), high=words.percent(row["high_share"]))


def place(row: dict[str, Any], words: Words) -> str:
    """How many of those that have a rate, itself included, stand where it does or above."""
    if row["place"] is None:
        return words("number.none")
    return words("province.place", place=row["place"], of=row["peers_known"] + 1)
