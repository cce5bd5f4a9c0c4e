"""Tables A.1.1 and A.1.2 in sentences, as the form with an annex has them; from the same rows as the tables."""

from typing import Any

from data.schema import MARKS
from pages.papers import temis_cells as cells
from pages.papers.temis_order import Order
from pages.papers.temis_standing import Standing, over
from pages.texts import Words
from pages.texts.numbers import percent_of
from pages.told.findings import lowered

Values = dict[str, Any]


def completion(standing: Standing, order: Order) -> list[str]:
    """Who has an account, the change on last year, the four groups as counts; then who completed."""
    words, total = order.words, standing.total
    who = words(f"temis.who.{standing.audience}")
    if total["accounts"] is None:
        key = "temis.said.hidden" if cells.is_withheld(total, "accounts") else "temis.said.nothing"
        return [words(key, who=who, place=order.where, year=order.year)]
    groups = "; ".join(filter(None, (_counted(row, "accounts", words) for row in standing.of("all")[1:])))
    general = words(
        "temis.said.accounts",
        where=order.all_of_it,
        year=order.year,
        count=words.number(total["accounts"]),
        who=who,
        change=_change(total, "accounts", standing, words),
        groups=words("temis.said.among", groups=groups) if groups else "",
    )
    return list(filter(None, (general, _completed(standing, words))))


def levels(standing: Standing, order: Order) -> list[str]:
    """One sentence a rating from TỐT down: people, share, change; then the four groups within their completed."""
    words = order.words
    if not standing.is_rated:
        who = words(f"temis.who.{standing.audience}")
        return [words("temis.said.not_rated", who=who, place=order.where, year=order.year)]
    return [_rating(standing, mark, words) for mark in reversed(MARKS)]


def _completed(standing: Standing, words: Words) -> str:
    """Nothing where nothing has come: that is said of the whole table, in either form."""
    total = standing.total
    if cells.is_withheld(total, "completed"):
        return words("temis.said.completed_hidden")
    if total["completed"] is None:
        return ""
    return words(
        "temis.said.completed",
        count=words.number(total["completed"]),
        share=_percent(total, "completed", "accounts", 1, words),
        change=_change(total, "completed", standing, words),
    )


def _rating(standing: Standing, mark: str, words: Words) -> str:
    total, title = standing.total, words(f"mark.{mark}").upper()
    if cells.is_withheld(total, mark):
        return words("temis.said.mark_hidden", mark=title)
    if total[mark] is None:
        return words("temis.said.mark_nothing", mark=title)
    groups = "; ".join(filter(None, (_shared(row, mark, words) for row in standing.of("all")[1:])))
    said = {
        "mark": title,
        "count": words.number(total[mark]),
        "share": _percent(total, mark, over(mark), 2, words),
        "change": _change(total, mark, standing, words),
    }
    return words("temis.said.mark", **said, groups=words("temis.said.among", groups=groups) if groups else "")


def _counted(row: Values, name: str, words: Words) -> str:
    """A group as a plain count; nothing where it is not known."""
    if cells.is_withheld(row, name):
        return words("temis.said.group_hidden", group=_group(row, words))
    if row[name] is None:
        return ""
    return words("temis.said.group", group=_group(row, words), count=words.number(row[name]))


def _shared(row: Values, mark: str, words: Words) -> str:
    """A group as count and share of its own completed; the count alone where it has none."""
    if cells.is_withheld(row, mark, over(mark)) or row[mark] is None or not row[over(mark)]:
        return _counted(row, mark, words)
    share = _percent(row, mark, over(mark), 2, words)
    return words("temis.said.group_share", group=_group(row, words), count=words.number(row[mark]), share=share)


def _group(row: Values, words: Words) -> str:
    return lowered(words(f"people.{row['people']}"))


def _percent(row: Values, part: str, whole: str, digits: int, words: Words) -> str:
    cell = cells.share(row, part, whole, digits, words)
    return cell.text if cell.state else words("number.percent", value=cell.text)


def _change(row: Values, name: str, standing: Standing, words: Words) -> str:
    """ ", tăng 428 người (4,81 %) so với năm trước"; nothing where the table has no change."""
    if not standing.is_compared:
        return ""
    cell = cells.change(row, name, words, is_comparable=standing.may_compare(name))
    if cell.state:
        return ""
    difference = row[name] - row[f"previous_{name}"]
    if not difference:
        return words("temis.said.same")
    share = words.number(percent_of(abs(difference), row[f"previous_{name}"], 2), 2)
    key = "temis.said.more" if difference > 0 else "temis.said.fewer"
    return words(key, count=words.number(abs(difference)), share=words("number.percent", value=share))
