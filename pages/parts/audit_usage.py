"""Audit, how much is used: by day, screen, role and province."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from html import escape

import polars as pl
import streamlit as st

from data.audit import counting
from pages.figures import bars, stills, tables, visits
from pages.figures.tables import Col
from pages.parts import charts, plates, shell
from pages.parts.audit_said import called, place
from pages.texts import Words

_MIME = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png"}
_SCREENS = 12  # of the chart


def places(entries: pl.DataFrame) -> list[str]:
    """Whose provinces are among the entries: ``vintage:code``, ``0:*`` for the whole country."""
    return [f"{row['vintage']}:{row['provinces']}" for row in counting.by_province(entries).to_dicts()]


def finding(entries: pl.DataFrame, since: date, until: date, words: Words) -> None:
    """The sentence on top: people, visits, screens, files."""
    st.html(f'<p class="t-finding">{escape(_counted(entries, since, until, words))}</p>')


def _counted(entries: pl.DataFrame, since: date, until: date, words: Words) -> str:
    counted = {name: words.number(count) for name, count in counting.totals(entries).items()}
    return words("audit.finding", since=words.date(since), until=words.date(until), **counted)


def show(entries: pl.DataFrame, since: date, until: date, words: Words) -> None:
    """Days and screens as charts, roles and provinces as tables."""
    days = counting.by_day(entries, since=since, until=until)
    source = words("audit.source", since=words.date(since), until=words.date(until))
    _plate(
        visits.days(days, words=words),
        days.with_columns(pl.col("day").alias("name")),
        kind="date",
        key="days",
        finding=_busiest(days, words),
        source=source,
        words=words,
    )
    by_screen = _named(counting.by(entries, "screen"), partial(called, "screen", words=words), "screen")
    opened = by_screen.filter(pl.col("screens") > 0).head(_SCREENS)
    _plate(
        bars.simple(opened, label="name", value="screens", words=words) if opened.height else None,
        by_screen,
        kind="text",
        key="screens",
        finding=_most_opened(opened, words),
        source=source,
        words=words,
    )
    left, right = st.columns(2, gap="large")
    by_role = _named(counting.by(entries, "role"), partial(called, "role", words=words), "role")
    provinces = counting.by_province(entries).with_columns(
        pl.concat_str("vintage", "provinces", separator=":").alias("key")
    )
    with left:
        _counts(by_role, "text", words("audit.by.roles"), words)
    with right:
        _counts(_named(provinces, partial(place, words=words), "key"), "text", words("audit.by.provinces"), words)


def _named(frame: pl.DataFrame, said: Callable[[str], str], code: str) -> pl.DataFrame:
    return frame.with_columns(pl.Series("name", [said(each) for each in frame[code]], dtype=pl.String))


def _busiest(days: pl.DataFrame, words: Words) -> str:
    most = days.sort("visits", "day", descending=True).row(0, named=True)
    if not most["visits"]:
        return words("audit.says.no_visits")
    return words("audit.says.days", date=words.date(most["day"]), visits=words.number(most["visits"]))


def _most_opened(opened: pl.DataFrame, words: Words) -> str:
    if opened.is_empty():
        return words("audit.says.no_screens")
    first = opened.row(0, named=True)
    return words("audit.says.screens", screen=first["name"], count=words.number(first["screens"]))


def _plate(
    figure: object, frame: pl.DataFrame, *, kind: str, key: str, finding: str, source: str, words: Words
) -> None:
    """A chart with its title, its finding, what it counts, and its table: a plate that stands on no snapshot."""
    title, counted = words(f"audit.by.{key}"), words("audit.counted")
    shell.subheading(title)
    plates.says(finding)
    if figure is not None:
        charts.draw(figure, key=f"audit-{key}", alt=f"{title}. {finding}")
    shell.small(f"{counted} {source}")
    if figure is not None:
        told = {"title": title, "finding": finding, "source": (counted, source), "lang": words.lang}
        made = {"svg": lambda: stills.svg(figure, **told).encode(), "png": partial(stills.png, figure, **told)}
        take(made, key=key, name=f"temis-{words('audit.file')}-{key}", words=words)
    with st.expander(words("table.behind")):
        _counts(frame, kind, title, words)


def _counts(frame: pl.DataFrame, kind: str, caption: str, words: Words) -> None:
    columns = [Col("name", words("audit.column.name"), kind)]
    columns += [Col(name, words(f"audit.column.{name}"), "count") for name in counting.COUNTS]
    st.html(tables.html(columns, frame, words=words, caption=caption))


def take(offered: Mapping[str, Callable[[], bytes]], *, key: str, name: str, words: Words) -> None:
    """A quiet row of files, each made when it is asked for."""
    with st.container(horizontal=True, key=f"taking-audit-{key}"):
        for ending, make in offered.items():
            st.download_button(
                words(f"taking.{ending}"),
                make,
                file_name=name if name.endswith(f".{ending}") else f"{name}.{ending}",
                mime=_MIME[ending],
                key=f"audit-{ending}-{key}",
                on_click="ignore",
                type="tertiary",
            )
