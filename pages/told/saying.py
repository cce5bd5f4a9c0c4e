"""Saying: the one line that a chart says, above it. Frames in, words out."""

import polars as pl

from data.schema import ALL, MARKS
from pages.texts import Words


def ends(frame: pl.DataFrame, words: Words, *, name: str, share: str = "share") -> str:
    """The highest and the lowest of the rows, by the name in that column; rows without a share are left out."""
    known = frame.filter(pl.col(share).is_not_null()).sort(share, name)
    if known.is_empty():
        return words("finding.nothing")
    low, high = known.row(0, named=True), known.row(-1, named=True)
    if known.height == 1 or low[share] == high[share]:
        return words("saying.even", count=known.height, share=words.percent(high[share]))
    return words(
        "saying.ends",
        high=high[name],
        high_share=words.percent(high[share]),
        low=low[name],
        low_share=words.percent(low[share]),
        points=words.points(high[share] - low[share]).removeprefix("+"),
    )


def matrix(named: pl.DataFrame, words: Words) -> str:
    """Of all cohorts and modules the one furthest ahead and the one furthest behind; all by name."""
    cells = named.with_columns(pl.format("{} · {}", "cohort", "module").alias("cell"))
    return ends(cells, words, name="cell", share="lms_share")


def steps(chain: pl.DataFrame, words: Words) -> str:
    """From how many at the start to how many certificates, and the step where most are not through yet."""
    rows = {row["step"]: row for row in chain.to_dicts()}
    enrolled, certified = rows["enrolled"]["reached"], rows["certificate"]["reached"]
    if not enrolled or certified is None:
        return words("finding.nothing")
    text = words(
        "saying.steps",
        enrolled=words.number(enrolled),
        certified=words.number(certified),
        share=words.ratio(certified, enrolled),
    )
    open_ = chain.filter(pl.col("share_of_previous") < 1).with_columns(
        pl.sum_horizontal("waiting", "refused", "not_sent").alias("open")
    )
    if open_.is_empty():
        return text
    most = open_.sort("open").row(-1, named=True)
    step, count = words(f"step.{most['step']}"), words.number(most["open"])
    return f"{text} {words('saying.step_open', step=step, count=count)}"


def trend(here: pl.DataFrame, words: Words) -> str:
    """From the first date with a figure to the last, and since the one before."""
    known = here.filter(pl.col("share").is_not_null()).sort("as_of")
    if known.is_empty():
        return words("finding.nothing")
    first, last = known.row(0, named=True), known.row(-1, named=True)
    if known.height == 1:
        return words("saying.one_date", date=words.date(last["as_of"]), share=words.percent(last["share"]))
    before = known.row(-2, named=True)
    return words(
        "saying.trend",
        first=words.date(first["as_of"]),
        first_share=words.percent(first["share"]),
        last=words.date(last["as_of"]),
        last_share=words.percent(last["share"]),
        since=words.date(before["as_of"]),
        points=words.points(last["share"] - before["share"]),
    )


def levels(frame: pl.DataFrame, words: Words) -> str:
    """Of the levels of a chart of marks, where Tốt is most and least frequent; rows are called by ``name``."""
    frame = frame.filter(pl.col("level") != ALL)
    rated = pl.sum_horizontal(*MARKS)
    known = frame.filter(pl.all_horizontal(pl.col(MARKS).is_not_null())).filter(rated > 0)
    return words(
        "saying.tot", ends=ends(known.with_columns((pl.col("tot") / rated).alias("share")), words, name="name")
    )


def criteria(named: pl.DataFrame, words: Words) -> str:
    """The criterion with most people below Khá; needs ``name`` and the four shares."""
    known = named.filter(pl.col("rated") > 0).with_columns(
        (pl.col("chua_dat_share") + pl.col("dat_share")).alias("below")
    )
    if known.is_empty():
        return words("finding.nothing")
    worst = known.sort("below", "criterion_no", descending=[True, False]).row(0, named=True)
    if not worst["below"]:
        return words("saying.none_below")
    return words(
        "saying.criteria",
        name=worst["name"],
        share=words.percent(worst["below"]),
        rated=words.number(worst["rated"]),
    )


def spread(frame: pl.DataFrame, words: Words) -> str:
    """The point that most answers chose; rows are called by ``name``."""
    known = frame.filter(pl.col("answers") > 0)
    if known.is_empty():
        return words("finding.nothing")
    most = known.sort("answers").row(-1, named=True)
    return words("saying.spread", name=most["name"], share=words.percent(most["share"]))
