"""Quality: what became of the rows a snapshot was made of, what its rules found, and what was corrected."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from data import access
from pages.figures import named, sent
from pages.figures.named import Broken
from pages.figures.tables import Col
from pages.parts import sheets, shell
from pages.parts.view import View
from pages.texts import Words

_COUNTS = ("rows", "taken", "held", "noise", "left_out")
_CORRECTED = ("file", "column", "where_column", "where_value", "from", "to", "why", "source", "declared_on")


def show(view: View) -> None:
    """The account of the delivery, the findings, the corrections; a sentence where there is none."""
    words, manifest = view.words, view.snapshot.manifest
    received = manifest.origin.get("account", {}).get("received", [])
    if received:
        frame = by_sender(received)
        shell.notice(words("sources.counts", **{name: words.number(int(frame[name].sum())) for name in _COUNTS}))
        if access.sees_senders(view.viewer):  # what one sender sent is not every other's to see
            columns = [Col("sender", words("column.sender"))]
            columns += [Col(name, words(f"intake.column.{name}"), "count") for name in _COUNTS]
            sheets.given(frame, columns, name="senders", caption=words("sources.by_sender"))
    else:
        shell.small(words("sources.no_delivery"))
    if access.sees_senders(view.viewer):
        _findings(manifest.findings, words)
        _corrections(manifest.origin.get("corrections", []), words)
    else:
        shell.small(words("sources.senders_alone", findings=len(manifest.findings)))


def by_sender(received: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows by sender: sender and what became of the rows; every sheet, whether a table of ours or not."""
    rows = [
        {"sender": each.get("sender", "")} | {name: int(each.get(name, 0)) for name in _COUNTS} for each in received
    ]
    return pl.DataFrame(rows).group_by("sender", maintain_order=True).sum()


def _findings(findings: Sequence[Mapping[str, Any]], words: Words) -> None:
    if not findings:
        shell.small(words("sources.no_findings"))
        return
    sentences = sent.sentences(words.lang)
    rows = [
        {
            "strength": words(f"sources.strength.{each['strength']}"),
            "rule": named.said_of(_broken(each), sentences, words),
            "rows": int(each["rows"]),
        }
        for each in findings
    ]
    columns = [
        Col("strength", words("column.strength")),
        Col("rule", words("intake.column.rule")),
        Col("rows", words("intake.column.rows"), "count"),
    ]
    sheets.given(pl.DataFrame(rows), columns, name="findings", caption=words("sources.findings"))


def _broken(said: Mapping[str, Any]) -> Broken:
    return Broken(said["rule"], said["column"], int(said["rows"]), (), tuple(said.get("sample", ())), said["file"])


def _corrections(declared: Sequence[Mapping[str, Any]], words: Words) -> None:
    if not declared:
        return
    rows = [{name: str(each.get(name, "")) for name in _CORRECTED} | {"rows": each["rows"]} for each in declared]
    columns = [Col(name, words(f"sources.correction.{name}")) for name in _CORRECTED]
    columns.append(Col("rows", words("intake.column.rows"), "count"))
    sheets.given(pl.DataFrame(rows), columns, name="corrections", caption=words("sources.corrections"))
