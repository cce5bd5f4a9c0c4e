"""What commitments and claims say: rows in, words out."""

from typing import Any

import polars as pl

from pages.texts import Words

_CONFIRMABLE = ("agrees", "another_date", "counted_otherwise", "differs")
# numbers in a topic's sentence that nobody published: made here from those that were
_GAPS = {
    "core": ("sum", "F002"),
    "five_modules": ("F006", "F020"),
    "manager_module_4": ("F009", "F005"),
    "survey": ("F022", "F020"),
}


def amount(value: float | None, unit: str, words: Words) -> str:
    """A number with its unit: 30.127 người, 96,5 %; a dash for None."""
    if value is None:
        return words("number.none")
    digits = 1 if unit == "percent" else 0
    return words(f"commitments.unit.{unit}", value=words.number(value, digits, trim=True))


def published(row: dict[str, Any], words: Words) -> str:
    """A published figure as its source says it: hơn 500.000 người."""
    value = words.published(row["value"])
    said = words("commitments.with_unit", value=value, unit=row[f"unit_{words.lang}"])
    return words("commitments.at_least", value=said) if row["says"] == "at_least" else said


def difference(row: dict[str, Any], words: Words) -> str:
    """Computed less published, in the published unit and as a share of it; points where both are per cent."""
    gap = row["difference"]
    if gap is None:
        return words("number.none")
    if not gap:
        return words("commitments.nothing")
    if row["unit"] == "percent":
        return words.points(gap / 100)
    absolute = f"+{words.number(gap)}" if gap > 0 else words.number(gap)
    share = row["difference_share"]
    relative = f"+{words.percent(share)}" if share > 0 else words.percent(share)
    return words("commitments.difference", absolute=absolute, relative=relative)


def why_no_value(row: dict[str, Any], words: Words) -> str:
    """Why a figure that could be computed is not."""
    return words(f"commitments.state.{row['state']}", known=row["provinces_known"], provinces=row["provinces"])


def verdict(row: dict[str, Any], words: Words, *, is_synthetic: bool) -> str:
    """What the comparison comes to; of synthetic figures always that they confirm nothing."""
    if row["verdict"] == "no_value":
        return why_no_value(row, words)
    if not (is_synthetic and row["verdict"] in _CONFIRMABLE):
        return words(f"commitments.verdict.{row['verdict']}")
    return words(f"commitments.unconfirmed.{row['verdict']}")


def topics(register: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Topic → its published figures, in the order in which the register first names them."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in register.to_dicts():
        for topic in row["topic"].split():
            grouped.setdefault(topic, []).append(row)
    return grouped


def topic(name: str, rows: list[dict[str, Any]], words: Words) -> str:
    """The topic's sentence, every number of it as published or reckoned from those."""
    numbers = {row["figure_id"]: row["published"] for row in rows}
    if name == "core":
        numbers["sum"] = numbers["F004"] + numbers["F005"]
    if name in _GAPS:
        more, less = (numbers[each] for each in _GAPS[name])
        numbers["gap"] = more - less
    said = {key: words.number(number) for key, number in numbers.items() if number is not None}
    said |= {row["figure_id"]: words.published(row["value"]) for row in rows}
    return words(f"commitments.topic.{name}.says", **said)


def finding(achieved: pl.DataFrame, register: pl.DataFrame, words: Words) -> str:
    """How many marks are reached, how many published figures have a computed one, how many groups disagree."""
    unknown = achieved["is_reached"].null_count()
    return words(
        "commitments.finding" if register.height else "commitments.finding_marks",
        marks=achieved.height,
        reached=achieved["is_reached"].sum(),
        missed=(~achieved["is_reached"]).sum(),
        unknown=words("commitments.finding_unknown", count=unknown) if unknown else "",
        comparable=register["computed"].count(),
        claims=register.height,
        topics=len(topics(register)),
    )


def marks(achieved: pl.DataFrame, names: list[str], words: Words) -> str:
    """How many of the computable marks are reached, and which is furthest away."""
    known = achieved.with_columns(pl.Series("name", names, dtype=pl.String)).filter(pl.col("is_reached").is_not_null())
    if known.is_empty():
        return words("commitments.marks_finding_none")
    lowest = known.sort("achieved_share").row(0, named=True)
    if lowest["is_reached"]:
        return words("commitments.marks_finding_all", known=known.height)
    return words(
        "commitments.marks_finding",
        reached=known["is_reached"].sum(),
        known=known.height,
        name=lowest["name"],
        share=words.percent(lowest["achieved_share"]),
    )
