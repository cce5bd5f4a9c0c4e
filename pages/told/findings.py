"""Findings: the one sentence that a screen's data say. Frames in, words out."""

from typing import Any

import polars as pl

from data.schema import MARKS
from pages.texts import Words

_NAMED = 3  # provinces named in a sentence


def rate(row: dict[str, Any] | None, measure: str, words: Words) -> str:
    """A rate with what it counts: "82,4 % (10.112 trên 12.275 người có tài khoản)"; or why there is none."""
    if row is None or row["part"] is None or row["whole"] is None:
        return words("state.no_data")
    if not row["whole"]:
        return words("state.nobody")
    return words(
        "finding.rate",
        share=words.ratio(row["part"], row["whole"]),
        part=words.number(row["part"]),
        whole=words.number(row["whole"]),
        what=words(f"measure.{measure}.whole"),
    )


# The measures that the first sentence tells, coverage first.
_TOLD = ("lms_use", "reporting", "assessment_completed", "lms_passed", "certified")


def overview(national: pl.DataFrame, words: Words) -> str:
    """Coverage first, then how far the country has come; measures without data are left out."""
    rows = {row["measure"]: row for row in national.to_dicts() if row["share"] is not None}
    told = [name for name in _TOLD if name in rows]
    if not told:
        return words("finding.nothing")
    said = [
        words(
            f"overview.finding.{name}",
            share=words.ratio(rows[name]["part"], rows[name]["whole"]),
            part=words.number(rows[name]["part"]),
            whole=words.number(rows[name]["whole"]),
        )
        for name in told
    ]
    fewest = min((rows[name] for name in told), key=lambda row: row["units_with_data"])
    few = few_provinces(fewest["units_with_data"], fewest["units"], words)
    return " ".join(filter(None, (_sentence(said, words), few)))


def few_provinces(known: int, units: int, words: Words) -> str:
    """A warning where less than half of the provinces stand for the country; else nothing."""
    return words("finding.few_provinces", known=known, units=units) if 2 * known < units else ""


def provinces(frame: pl.DataFrame, measure: str, target: float | None, words: Words) -> str:
    """How many provinces are where, which are lowest, and how many cannot be seen."""
    known = frame.filter(pl.col("share").is_not_null()).sort("share", "province_code")
    if known.is_empty():
        return words("finding.nothing")
    values = {"known": known.height, "lowest": _named(known.head(_NAMED), words)}
    if target is None:
        text = words("finding.provinces", highest=_named(known.reverse().head(_NAMED), words), **values)
    else:
        reached = known.filter(pl.col("share") >= target).height
        text = words("finding.provinces_target", reached=reached, target=words.percent(target, 0), **values)
    return " ".join([text, *_unseen(frame, words)])


def _named(rows: pl.DataFrame, words: Words) -> str:
    return ", ".join(
        words("finding.named", name=words.name(row), share=words.percent(row["share"])) for row in rows.to_dicts()
    )


def _unseen(frame: pl.DataFrame, words: Words) -> list[str]:
    counts = frame.filter(pl.col("share").is_null())["state"].value_counts(sort=True)
    return [
        words("finding.unseen", count=row["count"], state=lowered(words(f"state.{row['state']}")))
        for row in counts.to_dicts()
        if row["state"] != "value"
    ]


def modules(matrix: pl.DataFrame, chain: pl.DataFrame, cohort: str, words: Words) -> str:
    """The module furthest behind in the cohort, and the step that loses most."""
    mine = matrix.filter(pl.col("cohort_code") == cohort, pl.col("lms_share").is_not_null()).sort("lms_share")
    if mine.is_empty():
        return words("finding.nothing")
    low, high = mine.row(0, named=True), mine.row(-1, named=True)
    if low["lms_share"] == high["lms_share"]:
        text = words("modules.finding_even", share=words.percent(low["lms_share"]))
    else:
        text = words(
            "modules.finding",
            low=low["number"],
            low_share=words.percent(low["lms_share"]),
            high=high["number"],
            high_share=words.percent(high["lms_share"]),
        )
    return " ".join(filter(None, (text, _step_that_loses(chain, words))))


def _step_that_loses(chain: pl.DataFrame, words: Words) -> str:
    """The step that the smallest share of the one before came through; nothing where none loses anybody."""
    lost = chain.filter(pl.col("share_of_previous") < 1).sort("share_of_previous")
    if lost.is_empty():
        return ""
    step = lost.row(0, named=True)
    share = words.percent(step["share_of_previous"])
    return words("modules.finding_step", step=words(f"step.{step['step']}"), share=share)


def assessment(
    completion: pl.DataFrame, levels: pl.DataFrame, provinces: pl.DataFrame | None, words: Words, *, place: str
) -> str:
    """How many completed, and how they were rated; with the provinces given, how many of them that is about."""
    done, rated = completion.row(0, named=True), levels.row(0, named=True)
    if not done["accounts"] or done["completed"] is None:
        return words("finding.nothing")
    text = words(
        "assessment.finding",
        place=place,
        share=words.ratio(done["completed"], done["accounts"], trim=True),
        part=words.number(done["completed"]),
        whole=words.number(done["accounts"]),
    )
    if any(rated[mark] is None for mark in MARKS) or not rated["completed"]:
        return text
    spoken = ", ".join(  # in sentences from Tốt down, in tables from Chưa đạt up
        words(
            "assessment.rated",
            mark=words(f"mark.{mark}"),
            # not over all who completed: a source may print who did without saying how they were rated
            share=words.percent(rated[f"{mark}_share"], 2, trim=True),
            count=words.number(rated[mark]),
        )
        for mark in reversed(MARKS)
    )
    known = 0 if provinces is None else provinces["completed_share"].count()
    few = "" if provinces is None else few_provinces(known, provinces.height, words)
    return " ".join(filter(None, (text, words("assessment.finding_rated", rated=spoken), few)))


def satisfaction(question: dict[str, Any] | None, provinces: pl.DataFrame, words: Words, *, place: str) -> str:
    """How satisfied the answers are, and where least."""
    if question is None or not question["answers"]:
        return words("finding.nothing")
    low = provinces.filter(pl.col("share").is_not_null()).sort("share", "province_code").head(_NAMED)
    text = words(
        "satisfaction.finding",
        place=place,
        share=words.ratio(question["satisfied"], question["answers"]),
        part=words.number(question["satisfied"]),
        whole=words.number(question["answers"]),
    )
    return text if low.is_empty() else f"{text} {words('satisfaction.finding_low', lowest=_named(low, words))}"


def province(compared: pl.DataFrame, name: str, words: Words) -> str:
    """Where the province stands against the country: which measures lie above, which below."""
    known = compared.filter(pl.col("share").is_not_null(), pl.col("country_share").is_not_null())
    if known.is_empty():
        return words("province.finding_nothing", name=name)
    gaps = known.with_columns((pl.col("share") - pl.col("country_share")).alias("gap")).sort("gap")
    low, high = gaps.row(0, named=True), gaps.row(-1, named=True)
    values = {"name": name, "above": gaps.filter(pl.col("gap") >= 0).height, "of": gaps.height}
    text = words("province.finding", **values)
    if low["gap"] < 0:
        said = words(f"measure.{low['measure']}.title")
        text += " " + words("province.finding_low", measure=said, points=words.points(low["gap"]))
    elif high["gap"] > 0:
        said = words(f"measure.{high['measure']}.title")
        text += " " + words("province.finding_high", measure=said, points=words.points(high["gap"]))
    return text


def sources(missing: int, owed: int, provinces_missing: int, words: Words) -> str:
    """How much has come of what was due."""
    if not owed:
        return words("sources.finding_none_due")
    return words(
        "sources.finding",
        received=words.number(owed - missing),
        owed=words.number(owed),
        share=words.ratio(owed - missing, owed),
        provinces=words.number(provinces_missing),
    )


def lowered(text: str) -> str:
    """The text as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _sentence(parts: list[str], words: Words) -> str:
    text = "; ".join(parts)
    return words("finding.sentence", text=text[:1].upper() + text[1:])
