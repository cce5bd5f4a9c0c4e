"""Card: one sender's delivery on one sheet of paper to send back: what came, what failed, what is odd or missing.

A page of its own, printable on A4: no script, and nothing is fetched, which it forbids itself. Whatever a sender wrote
is escaped, and led by an apostrophe where a spreadsheet that opens the page would run it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from markupsafe import Markup, escape

from pages.figures import style, tables
from pages.figures.named import Broken, header_named, kind_named, places_in_words, safe, said_of, sheet_named, value
from pages.figures.tables import Col
from pages.texts import Words

_CSS = Path(__file__).with_suffix(".css")
_COUNTS = ("rows", "taken", "held", "noise", "left_out")
_MANY = 10  # times as many, from which a per cent says nothing
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Card:
    """What the card of one sender says.

    ``account``     as ``Account.as_dict`` gives it; entries of other senders are left out
    ``told``        as_of (a date), kind, delivery; vintage where it is known
    ``failed``      what holds rows back, ``odd`` what they are taken with
    ``before``      rows taken by kind of table in the sender's delivery before; None: there was none
    ``absent``      names of provinces that should have sent and are in no row
    ``quarantine``  name of the file that holds the rows to be corrected; empty: none
    """

    sender: str
    account: Mapping[str, Any]
    told: Mapping[str, Any]
    failed: Sequence[Broken] = ()
    odd: Sequence[Broken] = ()
    before: Mapping[str, int] | None = None
    absent: Sequence[str] = ()
    quarantine: str = ""
    sentences: Mapping[str, str] = field(default_factory=dict)  # rule or reason → its sentence in the reader's language

    def of_sender(self, part: str) -> list[dict[str, Any]]:
        """The entries of that part of the account that are this sender's."""
        return [each for each in self.account.get(part, ()) if each.get("sender", self.sender) == self.sender]

    @property
    def now(self) -> Counter[str]:
        """Rows taken by kind of table."""
        counted: Counter[str] = Counter()
        for each in self.of_sender("received"):
            counted[each.get("target") or ""] += int(each.get("taken", 0))
        return +counted


def html(card: Card, words: Words) -> str:
    """The whole page, in the language of the words; pure, so that equal deliveries give equal pages."""
    title = words("intake.card.title_of", sender=safe(card.sender))
    sections = {
        "arrived": _arrived(card, words),
        "failed": _broken("failed", card.failed, card, words),
        "odd": _broken("odd", card.odd, card, words) + _compared(card, words),
        "missing": _missing(card, words),
        "next": _next(card, words),
    }
    body = Markup("").join(
        Markup("<section><h2>{}</h2>{}</section>").format(words(f"intake.card.{name}"), said)
        for name, said in sections.items()
    )
    return (
        f'<!DOCTYPE html><html lang="{words.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_sheet()}</style></head><body><main>{_head(card, title, words)}{body}</main></body></html>"
    )


def _sheet() -> str:
    colours = "".join(f"--t-{name}:{colour};" for name, colour in style.ROLES.items())
    return f":root{{{colours}}}{tables.CSS}{_CSS.read_text(encoding='utf-8')}"


def _head(card: Card, title: str, words: Words) -> Markup:
    told, kind = card.told, card.told["kind"]
    facts = [
        words("intake.card.as_of", date=words.date(told["as_of"])),
        *([words(f"division.{told['vintage']}")] if told.get("vintage") else []),
        words("intake.card.delivery", delivery=safe(told["delivery"])),
    ]
    files = {each.get("file") for part in ("received", "refused", "left_out") for each in card.of_sender(part)}
    counted = {name: words.number(count) for name, count in _totals(card).items()}
    return Markup(
        '<header><p class="kind {kind}">{label}</p><h1>{title}</h1>'
        '<p class="facts">{facts}</p><p class="facts">{seen}</p></header>'
        '<p class="found">{found}</p>'
    ).format(
        kind=kind,
        label=words(f"kind_said.{kind}"),
        title=title,
        facts=" · ".join(facts),
        seen=words("viewing.card", sender=safe(card.sender)),
        found=words("intake.card.found", files=words.number(len(files)), **counted),
    )


def _totals(card: Card) -> dict[str, int]:
    return {name: sum(int(each.get(name, 0)) for each in card.of_sender("received")) for name in _COUNTS}


def _arrived(card: Card, words: Words) -> Markup:
    rows = [
        {
            "file": safe(each["file"]),
            "sheet": safe(each.get("sheet") or words("number.none")),
            "kind": kind_named(each.get("form", ""), each.get("target", ""), words),
            **{name: int(each.get(name, 0)) for name in _COUNTS},
            "is_sum": False,
        }
        for each in card.of_sender("received")
    ]
    if len(rows) > 1:
        total = words("intake.card.total")
        rows.append({"file": total, "sheet": "", "kind": "", **_totals(card), "is_sum": True})
    counts = dict.fromkeys(_COUNTS, "count")
    columns = _columns({"file": "text", "sheet": "text", "kind": "text"} | counts, words)
    others = [_refusal(each, card, words) for each in card.of_sender("refused")]
    others += [_left_out(each, words) for each in card.of_sender("left_out")]
    return _table(columns, rows, words("intake.card.arrived"), words, block="is_sum") + _list(others)


def _refusal(problem: Mapping[str, Any], card: Card, words: Words) -> str:
    reason = str(problem.get("reason", ""))
    details = {"file": safe(problem.get("file", "")), "reason": safe(card.sentences.get(reason, reason))}
    try:
        return words(f"error.{problem.get('code')}", **details)
    except KeyError:
        return words("intake.card.refused", file=details["file"])


def _left_out(file: Mapping[str, Any], words: Words) -> str:
    key = "repeated" if file.get("like") else "not_data"
    return words(f"intake.card.{key}", file=safe(file["file"]), like=safe(file.get("like", "")))


def _broken(which: str, broken: Sequence[Broken], card: Card, words: Words) -> Markup:
    """A line a rule, the most rows first; or that there is none."""
    if not broken:
        return _line(words(f"intake.card.{which}_nothing"))
    rows = [
        {
            "rule": said_of(each, card.sentences, words),
            "column": safe(each.column or words("number.none")),
            "count": each.rows,
            "sample": ", ".join(value(one, words) for one in each.sample) or words("number.none"),
            "places": places_in_words(each.places, words),
        }
        for each in sorted(broken, key=lambda each: -(each.rows or 0))
    ]
    kinds = {"rule": "text", "column": "text", "count": "count", "sample": "text", "places": "text"}
    if not any(each.sample for each in broken):
        kinds.pop("sample")
    return _table(_columns(kinds, words), rows, words(f"intake.card.{which}"), words)


def _compared(card: Card, words: Words) -> Markup:
    """Rows taken by kind of table, beside those of the delivery before."""
    if card.before is None:
        return Markup("")
    rows = [
        {"kind": kind_named(name, name, words), "before": was, "now": is_now, "change": _change(was, is_now, words)}
        for name in dict.fromkeys((*card.before, *card.now))
        for was, is_now in [(card.before.get(name), card.now.get(name))]
    ]
    columns = _columns({"kind": "text", "before": "count", "now": "count", "change": "text"}, words)
    return _table(columns, rows, words("intake.card.compared"), words)


def _change(before: int | None, now: int | None, words: Words) -> str:
    if not before or not now:
        return words(f"intake.change.{'new' if now else 'gone'}")
    if before == now:
        return words("intake.change.none")
    if now >= _MANY * before:
        return words("intake.change.times", times=words.number(now / before))
    share = words.percent(abs(now - before) / before)
    return words(f"intake.change.{'more' if now > before else 'fewer'}", share=share)


def _missing(card: Card, words: Words) -> Markup:
    lines = []
    for each in card.of_sender("received"):
        where = sheet_named(each["file"], each.get("sheet", ""), words)
        for part in ("missing", "in_doubt", "unknown"):
            names = ", ".join(header_named(name, words) for name in each.get(part, ()))
            lines += [words(f"intake.card.columns_{part}", names=names, where=where)] if names else []
        if not each.get("form"):
            lines.append(words("intake.card.not_recognised", where=where))
    gone = [kind_named(name, name, words) for name in card.before or () if name not in card.now]
    if gone:
        lines.append(words("intake.card.kinds_missing", names=", ".join(gone)))
    if card.absent:
        lines.append(words("intake.card.provinces_missing", names=", ".join(map(safe, card.absent))))
    return _list(lines) or _line(words("intake.card.missing_nothing"))


def _next(card: Card, words: Words) -> Markup:
    if not card.quarantine:
        return _line(words("intake.card.next_nothing"))
    steps = [
        words("intake.card.next_open", file=safe(card.quarantine)),
        words("intake.card.next_correct"),
        words("intake.card.next_send"),
    ]
    return _list(steps, tag="ol") + _line(words("intake.card.next_personal"))


def _columns(kinds: Mapping[str, Any], words: Words) -> list[Col]:
    return [Col(name, words(f"intake.column.{name}"), kind) for name, kind in kinds.items()]


def _line(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _list(lines: Sequence[str], *, tag: str = "ul") -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup(f"<{tag}>{items}</{tag}>") if lines else Markup("")  # noqa: S704 escaped above


def _table(columns: list[Col], rows: list[dict[str, Any]], caption: str, words: Words, **more: Any) -> Markup:
    if not rows:
        return Markup("")
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return Markup(tables.html(columns, frame, words=words, caption=caption, **more))  # noqa: S704 escaped there
