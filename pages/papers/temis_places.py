"""Parts A.3 and A.4 of a TEMIS report: the units below, and the place in the country, with their maps."""

from typing import Any

import polars as pl

from data.report_form import Part
from data.schema import ALL, AUDIENCES
from pages.papers import temis_cells as cells
from pages.papers.blocks import Block, Column, Picture, Row, Table, Text
from pages.papers.temis_order import MapOrder, Order
from pages.papers.temis_sections import Section
from pages.texts import Words
from queries import assessment, overview, report

Values = dict[str, Any]
_COUNTS = ("accounts", "completed")
_MEASURE = "assessment_completed"
_NAMED = 3  # units named at the upper end


def units(order: Order) -> list[dict[str, Values]]:
    """Each district of the province, or each province of the country: a masked row for each audience."""
    return _provinces(order) if order.province_code is None else _districts(order)


def _districts(order: Order) -> list[dict[str, Values]]:
    if order.units_store is None:
        return []
    frame = report.by_district(order.units_store, province_code=order.province_code or "", report_year=order.year)
    if frame["teacher_accounts"].count() + frame["manager_accounts"].count() == 0:
        return []
    of_audience = {}
    for audience in AUDIENCES:
        counts = [pl.col(f"{audience}_{name}").alias(name) for name in _COUNTS]
        own = frame.select("district_code", "name_vi", *counts)
        keys = {"report_year": order.year, "province_code": order.key, "audience": audience}
        of_audience[audience] = cells.masked(own, order.mask("unit_standing"), counts=_COUNTS, **keys).to_dicts()
    return [dict(zip(AUDIENCES, rows, strict=True)) for rows in zip(*of_audience.values(), strict=True)]


def _provinces(order: Order) -> list[dict[str, Values]]:
    """Provinces of which the store knows of either audience; of the other it may withhold."""
    of_audience = []
    for audience in AUDIENCES:
        frame = assessment.by_province(order.store, report_year=order.year, audience=audience)
        keys = {"report_year": order.year, "audience": audience, "level": ALL, "people": "total"}
        masked = cells.masked(frame, order.mask("standing"), counts=_COUNTS, **keys)
        of_audience.append(cells.also_withheld(masked, _COUNTS).to_dicts())
    every = (dict(zip(AUDIENCES, rows, strict=True)) for rows in zip(*of_audience, strict=True))
    return [unit for unit in every if any(row["state"] != cells.WITHHELD for row in unit.values())]


def below(order: Order, part: Part) -> Section | None:
    """The table of units as Bình Phước printed it, counts beside the shares; None where no unit is held."""
    words, rows = order.words, units(order)
    if not rows:
        return None
    table = Table(part.table_key, order.table(part.table_number), _columns(words), _rows(rows, words), _note(order))
    said = tuple(filter(None, (ends(rows, audience, order) for audience in AUDIENCES)))
    return Section(part.heading(words.lang), part.level, (table,), said, _district_map(rows, order, part))


def _note(order: Order) -> str:
    words = order.words
    return words("temis.counted.provinces" if order.province_code is None else "temis.counted.districts")


def _columns(words: Words) -> tuple[Column, ...]:
    columns = [Column(words("temis.column.place"), "count", width=0.5), Column(words("temis.column.unit"), width=2.6)]
    for audience in AUDIENCES:
        group = words(f"temis.column.completed_of.{audience}")
        columns.append(Column(words("report.column.total"), "count", group))
        columns.append(Column(words("temis.column.completed"), "count", group, 1.2))
        columns.append(Column(words("report.column.rate"), "share", group))
    return tuple(columns)


def _rows(rows: list[dict[str, Values]], words: Words) -> tuple[Row, ...]:
    printed = []
    for place, row in enumerate(rows, start=1):
        line = [cells.Cell(words.number(place), place), cells.text(words.name(row[AUDIENCES[0]]))]
        for audience in AUDIENCES:
            line += [cells.count(row[audience], name, words) for name in _COUNTS]
            line.append(cells.share(row[audience], "completed", "accounts", 1, words))
        printed.append(Row(tuple(line)))
    return tuple(printed)


def ends(rows: list[dict[str, Values]], audience: str, order: Order) -> str:
    """The best units and the last, of those with enough people; nothing where fewer than two are known."""
    words = order.words
    own = [row[audience] for row in rows]
    known = [
        row
        for row in own
        if not cells.is_withheld(row, *_COUNTS) and row["completed"] is not None and row["accounts"] >= order.enough
    ]
    ranked = sorted(known, key=lambda row: -row["completed"] / row["accounts"])
    if len(ranked) < 2:
        return ""
    first, last, who = _printed(ranked[0], words), _printed(ranked[-1], words), words(f"temis.short.{audience}")
    if first == last:
        return words("temis.units.even", who=who, count=len(ranked), share=first)
    lowest = [row for row in ranked if _printed(row, words) == last]
    rest = ranked[: -len(lowest)]
    tied = [row for row in rest if _printed(row, words) == first]
    high = tied if len(tied) > _NAMED else rest[:_NAMED]
    return words("temis.units.ends", who=who, high=_named(high, words), low=_named(lowest, words))


def _named(rows: list[Values], words: Words) -> str:
    """The units by name and share; how many there are where they are many alike."""
    if len(rows) > _NAMED:
        return words("temis.units.tied", count=len(rows), share=_printed(rows[0], words))
    return ", ".join(words("finding.named", name=words.name(row), share=_printed(row, words)) for row in rows)


def _printed(row: Values, words: Words) -> str:
    return words.ratio(row["completed"], row["accounts"], trim=True)


def _district_map(rows: list[dict[str, Values]], order: Order, part: Part) -> tuple[Block, ...]:
    """The districts by the share of teachers; nothing for the country, which part A.4 draws."""
    if order.province_code is None or order.picture is None:
        return ()
    own = [row["teacher"] for row in rows]
    frame = pl.DataFrame(
        {
            "district_code": [row["district_code"] for row in own],
            "name_vi": [row["name_vi"] for row in own],
            "part": [row["completed"] for row in own],
            "whole": [row["accounts"] for row in own],
            "share": [_share(row) for row in own],
            "state": [_state(row) for row in own],
        },
        schema_overrides={"part": pl.Int64, "whole": pl.Int64, "share": pl.Float64},
    )
    return _picture(MapOrder("districts", frame, _MEASURE, order.province_code, order.map_title), order, part)


def _share(row: Values) -> float | None:
    return row["completed"] / row["accounts"] if row["completed"] is not None and row["accounts"] else None


def _state(row: Values) -> str:
    if cells.is_withheld(row, *_COUNTS):
        return cells.WITHHELD
    if row["accounts"] == 0:
        return "nobody"
    return "no_data" if _share(row) is None else "value"


def everywhere(order: Order) -> pl.DataFrame:
    """Every province's share of teachers who completed, masked: part, whole, share, state."""
    dims = {"cohort_code": "", "module_code": "", "question_code": "", "level": ALL}
    frame = overview.by_province(order.store, measure=_MEASURE, audience="teacher", report_year=order.year, **dims)
    mask = order.mask("standing")
    if mask is None:
        return frame
    keys = {"report_year": order.year, "audience": "teacher", "level": ALL, "people": "total"}
    named = mask.rename({"accounts": "whole", "completed": "part"})
    judged = cells.masked(frame, named, counts=("part", "whole"), **keys)
    is_hidden = (pl.col("share").is_not_null()) & (pl.col("part").is_null() | pl.col("whole").is_null())
    return judged.with_columns(
        pl.when(is_hidden).then(pl.lit(cells.WITHHELD)).otherwise("state").alias("state"),
        pl.when(~is_hidden).then(pl.col("share")).alias("share"),
    )


def compared(order: Order, part: Part) -> Section | None:
    """The province beside the country in words and on the map; None where nothing is known of any province."""
    words, frame = order.words, everywhere(order)
    known = frame.filter(pl.col("share").is_not_null())
    if known.is_empty():
        return None
    said = _beside(order, known, frame.height)
    drawn = _picture(MapOrder("country", frame, _MEASURE, order.key, order.map_title), order, part)
    return Section(part.heading(words.lang), part.level, always=(*said, *drawn))


def _beside(order: Order, known: pl.DataFrame, of: int) -> list[Block]:
    words = order.words
    part, whole = known["part"].sum(), known["whole"].sum()
    values = {"share": words.ratio(part, whole, trim=True), "part": words.number(part), "whole": words.number(whole)}
    key = "temis.compared.few" if 2 * known.height < of else "temis.compared.country"
    said = words(key, known=known.height, of=of, year=order.year, **values)
    own = next((row for row in known.to_dicts() if row["province_code"] == order.province_code), None)
    if own:
        beside = {"share": words.ratio(own["part"], own["whole"], trim=True), "part": words.number(own["part"])}
        said = f"{words('temis.compared.own', place=order.where, whole=words.number(own['whole']), **beside)} {said}"
    return [Text(said)]


def _picture(asked: MapOrder, order: Order, part: Part) -> tuple[Block, ...]:
    drawn = order.picture(asked) if order.picture else None
    if drawn is None:
        return ()
    words, (svg, png) = order.words, drawn
    alt = words(f"temis.map.alt_{asked.kind}", title=asked.title, place=order.where)
    caption = words(f"temis.map.caption_{asked.kind}", place=order.where)
    return (Picture(f"{part.table_key}_map", alt, svg, png, caption),)
