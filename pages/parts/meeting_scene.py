"""A scene for the projector: one finding, at most one map and one chart, and what changed, in large letters."""

from html import escape

import streamlit as st

from pages.figures import large
from pages.papers.blocks import Cell, Table
from pages.papers.scene import Scene, Tile
from pages.parts import charts
from pages.parts.view import View
from pages.texts import Words

_LONG, _LONGER = 80, 180  # characters of a finding: the longer, the smaller
_MOVED, _FEWER = 3, 2  # provinces at either end; fewer below numbers in a narrow column
_ROWS = 12  # of a table in the place of a chart
_MAP = 310  # pixels, before the projector's enlargement
_ALONE, _BESIDE = 660, 500  # pixels of a chart
_TIMES = 1.75  # letters of 13 pixels are 23 then


def draw(view: View, scene: Scene, *, key: str) -> None:
    """Finding, then what is seen on the left and what is told on the right."""
    st.html(finding(scene))
    shape = "-".join(
        part for part in ("map", "chart", "table") if getattr(scene, part) is not None and _is_seen(part, scene)
    )
    with st.container(key=f"stage-body-{shape or 'none'}"):
        if shape:
            with st.container(key="stage-seen"):
                _seen(view, scene, key)
        if shape == "map-chart":
            with st.container(key="stage-beside"):
                st.html(_tiles(scene.tiles))
                _chart(scene, key, height=_BESIDE)
        with st.container(key="stage-told"):
            tiles = _tiles(scene.tiles) if shape != "map-chart" else ""
            st.html(tiles + told(scene, view.words))


def _is_seen(part: str, scene: Scene) -> bool:
    """A table stands in the place of a picture, never beside one: it is behind it, on paper."""
    return part != "table" or (scene.map is None and scene.chart is None)


def _seen(view: View, scene: Scene, key: str) -> None:
    """What the eye goes to first: the map, else the chart, else the table."""
    if scene.map is not None:
        charts.country(view, scene.map.frame, key="stage-map", measure=scene.map.measure, height=_MAP)
    elif scene.chart is not None:
        _chart(scene, key, height=_ALONE)
    elif scene.table is not None:
        st.html(table(scene.table, view.words))


def _chart(scene: Scene, key: str, *, height: int) -> None:
    made = scene.chart
    st.html(f'<h2 class="t-stage-head">{escape(made.title)}</h2>')
    with st.container(key=f"stage-chart-{'alone' if height == _ALONE else 'beside'}"):
        charts.draw(large.enlarged(made.figure, times=_TIMES, height=height), key=f"stage-chart-{key}", alt=made.alt)


def finding(scene: Scene) -> str:
    """What the scene is of, and what it says: the longer, the smaller."""
    size = len(scene.finding)
    name = "long" if size > _LONGER else "middle" if size > _LONG else "short"
    title = f'<p class="t-stage-title">{escape(scene.title)}</p>'
    return f'{title}<h1 class="t-stage-finding t-{name}">{_unbroken(scene.finding)}</h1>'


def _unbroken(text: str) -> str:
    """Escaped; a sign does not begin a line."""
    return escape(text).replace(" %", "&nbsp;%")


def _tiles(tiles: tuple[Tile, ...]) -> str:
    if not tiles:
        return ""
    return f'<div class="t-stage-tiles t-of-{min(len(tiles), 3)}">{"".join(map(_tile, tiles))}</div>'


def _tile(tile: Tile) -> str:
    more = "".join(f"<span>{escape(text)}</span>" for text in (tile.note, tile.change) if text)
    name = "number" if any(each.isdigit() for each in tile.value) else "words"
    return f'<div><b class="t-{name}">{_unbroken(tile.value)}</b><i>{escape(tile.label)}</i>{more}</div>'


def told(scene: Scene, words: Words) -> str:
    """What changed since the last meeting, who moved most and who has not reported, each under its heading."""
    parts: list[tuple[str, str]] = []
    if scene.changed:
        parts.append((words("meeting.stage.changed"), "".join(f"<p>{_unbroken(each)}</p>" for each in scene.changed)))
    if scene.moved is not None:
        parts.append(
            (
                words("meeting.stage.moved"),
                moved(scene.moved, most=_most(scene)),
            )
        )
    if scene.silent_said:
        names = f'<p class="t-names">{escape(", ".join(scene.silent))}</p>' if scene.silent else ""
        parts.append((words("meeting.stage.silent"), f"<p>{escape(scene.silent_said)}</p>{names}"))
    said = "".join(f'<section class="t-stage-part"><h2>{escape(head)}</h2>{body}</section>' for head, body in parts)
    return f'<div class="t-stage-parts">{said}</div>'


def _most(scene: Scene) -> int:
    """Fewer where numbers stand above in the same column, or many of them."""
    is_narrow = scene.map is None and bool(scene.tiles)
    return _FEWER if is_narrow or len(scene.tiles) > _FEWER else _MOVED


def moved(made: Table, *, most: int = _MOVED) -> str:
    """The first and the last rows: who rose most, who least or fell; the share now and the change beside the name."""
    rows = made.rows
    ends = rows if len(rows) <= 2 * most else (*rows[:most], *rows[-most:])
    places = [at for at, column in enumerate(made.columns) if column.form != "count"]
    shown = [places[0], *places[-2:]]  # the name, the share now, the change: the rest stands on paper
    head = "".join(f'<th scope="col">{escape(made.columns[at].title)}</th>' for at in shown)
    body = "".join(
        f"<tr{_gap(place, most, len(rows))}>{''.join(_cell(row.cells[at], made.columns[at].form) for at in shown)}</tr>"
        for place, row in enumerate(ends)
    )
    return f'<table class="t-stage-moved"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _gap(place: int, most: int, rows: int) -> str:
    return ' class="t-gap"' if place == most and rows > 2 * most else ""


def _cell(cell: Cell, form: str) -> str:
    return f"<td{_right(form)}>{escape(cell.text)}</td>"


def _right(form: str) -> str:
    return ' class="t-number"' if form != "text" else ""


def table(made: Table, words: Words) -> str:
    """A table in large letters; the rest of a long one is counted."""
    head = "".join(f'<th scope="col"{_right(column.form)}>{escape(column.title)}</th>' for column in made.columns)
    body = "".join(
        "<tr>"
        + "".join(_cell(cell, column.form) for cell, column in zip(row.cells, made.columns, strict=True))
        + "</tr>"
        for row in made.rows[:_ROWS]
    )
    rest = len(made.rows) - _ROWS
    more = f"<p>{escape(words('meeting.stage.more', rows=rest))}</p>" if rest > 0 else ""
    return (
        f'<h2 class="t-stage-head">{escape(made.title)}</h2>'
        f'<table class="t-stage-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'
    )
