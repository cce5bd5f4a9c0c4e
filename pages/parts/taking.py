"""Taking away: a chart as a picture and a table as a file, from where it stands, each made when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from pages.figures import stills, workbook_table
from pages.figures.tables import Col
from pages.parts import view
from pages.parts.choice import SHOWN, unasked
from pages.parts.view import View
from pages.told import viewing

_KINDS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PLACE = "province"
# Choices that say how something is shown and not what: a picture or a file shows that by itself.
_LOOKS = frozenset(
    {
        *("view", "theme", "breaks", "size", "shapes", "beside", "sort", "show", "draw", "definition", "item"),
        *("date", "since", "second"),  # said where they are compared
    }
)
# Choices that only some measures know, and what those call them.
_OF_MEASURES = {name: name for name in ("cohort", "module", "level", "people", "question")} | {"year": "report_year"}


def pictures(figure: Any, *, key: str, title: str, finding: str, source: Sequence[str]) -> None:
    """Under a chart: the same as SVG and PNG, with what it says and where it is from inside the picture.

    ``source`` are the lines that stand below the chart on the screen; without a figure there is nothing to take.
    """
    if figure is None:
        return
    made = view.current()
    seen = viewing.line(made.store, made.words, made.viewer)
    told = {"title": title, "finding": finding, "source": (*source, seen, *_chosen(made)), "lang": made.choice.lang}
    _row(made, key, {"svg": partial(_svg, figure, told), "png": partial(stills.png, figure, **told)}, what="picture")


def table(
    frame: pl.DataFrame, columns: Sequence[Col], *, name: str, caption: str, csv: Callable[[], bytes], block: str | None
) -> None:
    """Under a table: its rows as CSV, and the columns shown as a workbook with numbers and source.

    ``frame`` has the columns shown, ``block`` the Boolean one of the rows emphasised.
    """
    made = view.current()
    told = provenance(made, caption)
    book = partial(workbook_table.xlsx, frame, columns, caption=caption, told=told, words=made.words, block=block)
    _row(made, name, {"csv": csv, "xlsx": book}, what="table")


def provenance(made: View, what: str) -> list[tuple[str, str]]:
    """Where a table comes from, name and value line by line, as its file tells it."""
    words, snapshot = made.words, made.snapshot
    told = {
        "taking.told.table": what,
        "taking.told.screen": words(f"{made.screen}.title"),
        "taking.told.chosen": " ".join(_chosen(made, led=False)),
        "explorer.told.snapshot": snapshot.id,
        "explorer.told.date": words.date(snapshot.as_of),
        "explorer.told.kind": words(f"kind_said.{snapshot.kind}"),
        "explorer.told.division": made.label("division"),
        "viewing.name": viewing.value(made.store, words, made.viewer),
    }
    return [(words(name), said) for name, said in told.items() if said]


def _chosen(made: View, *, led: bool = True) -> tuple[str, ...]:
    """The choices of the screen in words, one line; none where nothing is chosen."""
    words = made.words
    shown = [name for name in SHOWN[made.screen] if name not in _LOOKS and _concerns(name, made)]
    said = [made.chosen_in_words("division", *(name for name in shown if name != _PLACE))]
    if made.province and _PLACE in shown:  # by its name alone, not as it is searched for
        name = made.offer.names[made.province]
        said.append(words("choice.said", choice=made.offer.title(_PLACE, words), value=name))
    chosen = "; ".join(each for each in said if each)
    if not chosen:
        return ()
    return (words("taking.chosen", chosen=chosen) if led else chosen,)


def _concerns(name: str, made: View) -> bool:
    """Whether a choice says anything of what the screen shows: of one measure, only what that measure knows."""
    if name in unasked(made.choice, made.screen):
        return False
    if "measure" not in SHOWN[made.screen] or name not in _OF_MEASURES:
        return True
    return _OF_MEASURES[name] in made.measure.dims


def _svg(figure: Any, told: Mapping[str, Any]) -> bytes:
    return stills.svg(figure, **told).encode()


def _row(made: View, key: str, offered: Mapping[str, Callable[[], bytes]], *, what: str) -> None:
    """A quiet row of links; ``key`` tells it from every other of the page."""
    name = "-".join(part for part in ("temis", made.choice.snapshot, key, made.choice.province) if part)
    with st.container(horizontal=True, key=f"taking-{what}-{key}"):
        for ending, make in offered.items():
            st.download_button(
                made.words(f"taking.{ending}"),
                make,
                file_name=f"{name}.{ending}",
                mime=_KINDS[ending],
                key=f"{ending}-{key}",
                on_click="ignore",
                type="tertiary",
            )
