"""What stands out in a TEMIS report, by rules that are printed beside it; only numbers that the tables print."""

from collections.abc import Iterator
from typing import Any

from data.report_form import Part
from data.schema import AUDIENCES, LEVELS, MARKS
from pages.papers import temis_cells as cells
from pages.papers import temis_criteria, temis_places, temis_standing, temis_survey
from pages.papers.blocks import Block, Text
from pages.papers.temis_order import Order
from pages.papers.temis_sections import Section
from pages.papers.temis_standing import Standing
from pages.texts import Words
from pages.told.findings import lowered

Values = dict[str, Any]

BEHIND = 0.05  # of a share: so far below everybody's completion
APART = 0.10  # of a share: so far from everybody's share of Tốt, or from last year's
MOVED = 0.10  # of last year's count
NEARLY_ALL = 0.90  # rated Tốt
SATISFIED = 0.80


def section(order: Order, part: Part) -> Section:
    """A bullet for whatever a rule finds, then the rules."""
    words = order.words
    said = [sentence for audience in AUDIENCES for sentence in _of_audience(order, audience)]
    blocks: list[Block] = [Text(sentence, "bullet") for sentence in said]
    blocks = blocks or [Text(words("temis.notable.nothing"))]
    return Section(part.heading(words.lang), part.level, always=(*blocks, Text(_rules(order), "note")))


def _rules(order: Order) -> str:
    words = order.words
    return words(
        "temis.notable.rules",
        behind=words.number(BEHIND * 100),
        apart=words.number(APART * 100),
        moved=words.percent(MOVED, 0),
        nearly_all=words.percent(NEARLY_ALL, 0),
        satisfied=words.percent(SATISFIED, 0),
        smallest=order.enough,
    )


def _of_audience(order: Order, audience: str) -> Iterator[str]:
    standing = temis_standing.ask(order, audience)
    words, who = order.words, order.words(f"temis.short.{audience}")
    yield from _incomplete(standing, who, words)
    yield from _behind(standing, who, words, smallest=order.enough)
    yield from _rated(standing, who, words, smallest=order.enough)
    yield from _moved(standing, who, words, smallest=order.enough)
    yield from _uneven(standing, who, words)
    yield from _criteria(order, audience, who)
    yield from _wished(order, audience, who)
    yield from _dissatisfied(order, audience, who)
    said = temis_places.ends(temis_places.units(order), audience, order)
    yield from (said,) if said else ()


def _known(row: Values, *names: str) -> bool:
    return not cells.is_withheld(row, *names) and all(row[name] is not None for name in names)


def _incomplete(standing: Standing, who: str, words: Words) -> Iterator[str]:
    """People who have not completed, of everybody."""
    total = standing.total
    if _known(total, "accounts", "completed") and total["completed"] < total["accounts"]:
        left = total["accounts"] - total["completed"]
        values = {"left": words.number(left), "whole": words.number(total["accounts"])}
        yield words(
            "temis.notable.incomplete", who=who, share=words.ratio(left, total["accounts"], trim=True), **values
        )


def _behind(standing: Standing, who: str, words: Words, *, smallest: int) -> Iterator[str]:
    """Levels and groups whose completion lies far below everybody's."""
    total = standing.total
    if not _known(total, "accounts", "completed") or not total["accounts"]:
        return
    everybody = total["completed"] / total["accounts"]
    for row in _parts(standing):
        if not _known(row, "accounts", "completed") or row["accounts"] < smallest:
            continue
        if everybody - row["completed"] / row["accounts"] >= BEHIND:
            yield words(
                "temis.notable.behind",
                who=who,
                group=_called(row, words),
                share=words.ratio(row["completed"], row["accounts"], trim=True),
                part=words.number(row["completed"]),
                whole=words.number(row["accounts"]),
                everybody=words.ratio(total["completed"], total["accounts"], trim=True),
            )


def _rated(standing: Standing, who: str, words: Words, *, smallest: int) -> Iterator[str]:
    """Nearly everybody rated Tốt; levels and groups with far fewer rated so."""
    total = standing.total
    if not _known(total, "tot", "tot_over") or not total["tot_over"]:
        return
    everybody = total["tot"] / total["tot_over"]
    said = words.ratio(total["tot"], total["tot_over"], 2, trim=True)
    if everybody >= NEARLY_ALL:
        yield words("temis.notable.nearly_all", who=who, share=said)
    for row in _parts(standing):
        if not _known(row, "tot", "tot_over") or row["tot_over"] < smallest:
            continue
        if everybody - row["tot"] / row["tot_over"] >= APART:
            share = words.ratio(row["tot"], row["tot_over"], 2, trim=True)
            yield words("temis.notable.rated", who=who, group=_called(row, words), share=share, everybody=said)


def _moved(standing: Standing, who: str, words: Words, *, smallest: int) -> Iterator[str]:
    """Accounts or completed that changed much, and a share of Tốt that did; as far as the years may be compared."""
    total = standing.total
    if not standing.is_compared:
        return
    for name in ("accounts", "completed"):
        cell = cells.change(total, name, words, is_comparable=standing.may_compare(name))
        if isinstance(cell.value, float) and abs(cell.value) >= MOVED and total[f"previous_{name}"] >= smallest:
            key = f"temis.notable.{'rose' if cell.value > 0 else 'fell'}_{name}"
            share = words("number.percent", value=words.number(abs(cell.value) * 100, 2))
            values = {"now": words.number(total[name]), "past": words.number(total[f"previous_{name}"])}
            yield words(key, who=who, share=share, **values)
    if standing.may_compare("tot") and _known(total, "tot", "tot_over", "previous_tot", "previous_tot_over"):
        yield from _changed_rating(total, who, words, smallest=smallest)


def _changed_rating(total: Values, who: str, words: Words, *, smallest: int) -> Iterator[str]:
    if min(total["tot_over"], total["previous_tot_over"]) < smallest:
        return
    now, past = total["tot"] / total["tot_over"], total["previous_tot"] / total["previous_tot_over"]
    if abs(now - past) >= APART:
        yield words(
            "temis.notable.rating_moved",
            who=who,
            past=words.ratio(total["previous_tot"], total["previous_tot_over"], 2, trim=True),
            now=words.ratio(total["tot"], total["tot_over"], 2, trim=True),
            points=words.points(now - past),
        )


def _uneven(standing: Standing, who: str, words: Words) -> Iterator[str]:
    """What does not add up: ratings to those who completed, levels to everybody."""
    total = standing.total
    if _known(total, "completed", *MARKS) and sum(total[mark] for mark in MARKS) != total["completed"]:
        rated = words.number(sum(total[mark] for mark in MARKS))
        yield words("temis.notable.unrated", who=who, rated=rated, completed=words.number(total["completed"]))
    levels = [standing.of(level)[0] for level in LEVELS]
    if _known(total, "accounts") and all(_known(row, "accounts") for row in levels):
        summed = sum(row["accounts"] for row in levels)
        if summed != total["accounts"]:
            values = {"summed": words.number(summed), "total": words.number(total["accounts"])}
            yield words("temis.notable.levels", who=who, **values)


def _criteria(order: Order, audience: str, who: str) -> Iterator[str]:
    words = order.words
    found = temis_criteria.weakest(temis_criteria.ask(order, audience), most=1)
    for row, below in found:
        if row["rated"] < order.enough:
            continue
        share = words.ratio(below, row["rated"], 2, trim=True)
        name = temis_criteria.named(row, words)
        yield words("temis.notable.criterion", who=who, name=name, count=words.number(below), share=share)


def _wished(order: Order, audience: str, who: str) -> Iterator[str]:
    words = order.words
    for kind, rows in temis_survey.wishes(order, audience).items():
        for row in temis_survey.most(rows)[:1]:
            if row["wished"] < order.enough:
                continue
            called = temis_survey.called(row, words)
            yield words(f"temis.notable.wished_{kind}", who=who, name=called, count=words.number(row["wished"]))


def _dissatisfied(order: Order, audience: str, who: str) -> Iterator[str]:
    words = order.words
    for role, rows in temis_survey.answers(order, audience):
        for row in rows:
            is_known = _known(row, "answers", "satisfied") and row["answers"] >= order.enough
            if is_known and row["satisfied"] / row["answers"] < SATISFIED:
                yield words(
                    "temis.notable.dissatisfied",
                    who=who,
                    role=lowered(words(f"role.{role}")),
                    question=words.name(row, "wording"),
                    share=words.ratio(row["satisfied"], row["answers"], trim=True),
                    whole=words.number(row["answers"]),
                )


def _parts(standing: Standing) -> list[Values]:
    """The three levels, then the four groups of everybody."""
    return [*(standing.of(level)[0] for level in LEVELS), *standing.of("all")[1:]]


def _called(row: Values, words: Words) -> str:
    if row["people"] == "total":
        return words("temis.notable.level", name=lowered(words(f"level.{row['level']}")))
    return words("temis.notable.group", name=lowered(words(f"people.{row['people']}")))
