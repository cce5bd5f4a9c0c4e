"""Peers: one province beside those most like it, why these, and how far it stands from them."""

from dataclasses import dataclass, replace

import polars as pl

from data.schema import ALL, PEOPLE
from pages.figures import likes, maps
from pages.figures.tables import Kind
from pages.parts import charts, filters, folds, grounds, panels, peers_said, plates, sheets, shell
from pages.parts.choice import SHOWN
from pages.parts.view import View
from pages.told import naming
from queries import overview, peers

_RULES = ("traits", "distance", "without", "median", "country", "meaning")
_TRAITS: dict[str, Kind] = {
    "name": "text",
    "size": "count",
    "disadvantaged_share": "share",
    "since_on": "date",
    "distance_said": "text",
    "part": "count",
    "whole": "count",
    "share": "share_or_state",
}
_COMPARED: dict[str, Kind] = {
    "title": "text",
    "part": "count",
    "whole": "count",
    "share": "share_or_state",
    "median_share": "share",
    "gap": "text",
    "range_said": "text",
    "place_said": "text",
    "country_share": "share",
}


@dataclass(frozen=True)
class Compared:
    """A province among its peers on one measure: every province with its traits, and the rates of those compared."""

    everywhere: pl.DataFrame  # overview.by_province
    near: pl.DataFrame  # peers.nearest
    group: pl.DataFrame  # the province and its peers, most alike first, with rates and traits
    median: float | None
    country: float | None

    @property
    def codes(self) -> list[str]:
        """The peers."""
        return self.near.filter("is_peer")["province_code"].to_list()


def compared(view: View) -> Compared:
    """The province chosen, its peers and their rates on the measure chosen."""
    choice = view.choice
    near = peers.nearest(
        view.store,
        province_code=choice.province,
        audience=choice.audience,
        report_year=choice.year,
        nearest=int(choice.nearest),
        alike=choice.alike,
    )
    everywhere = overview.by_province(view.store, **view.headline(choice.measure, level=ALL, people=PEOPLE[0]))
    rates = everywhere.select("province_code", "part", "whole", "share", "state")
    group = near.filter(pl.col("is_own") | pl.col("is_peer"))
    group = naming.with_provinces(group.join(rates, on="province_code", how="left", maintain_order="left"), view.words)
    known = everywhere.filter(pl.col("share").is_not_null())
    whole = known["whole"].sum()
    # a handful of provinces is not the country
    country = known["part"].sum() / whole if whole and 2 * known.height >= everywhere.height else None
    return Compared(everywhere, near, group, group.filter("is_peer")["share"].median(), country)


def choices(view: View) -> None:
    """What is compared, then with whom."""
    dims = [name for name in panels.dimensions(view.measure) if name in SHOWN["peers"] and name != "year"]
    shell.choices("province", "audience", "year", "measure", *dims)
    shell.choices("nearest", "alike")


def rule(view: View, now: Compared) -> None:
    """How peers are chosen, in words, and who could not be compared."""
    words = view.words
    basis, left_out = now.near["size_basis"][0], peers_said.left_out(now.near, words)
    told = [words(f"peers.rule.{name}") for name in _RULES]
    told += [words(f"peers.size_basis.{basis}"), *([left_out] if left_out else [])]
    folds.said(words("peers.rule_title"), *told)


def dots(view: View, now: Compared) -> None:
    """The province and its peers on the measure chosen."""
    words, measure = view.words, view.measure
    title = words("peers.dots", name=view.place, measure=words(f"measure.{measure.name}.title"))
    table = _traited(view, now)
    plates.plate(
        likes.dots(now.group, measure=measure, median=now.median, country=now.country, words=words),
        key="likes",
        title=title,
        finding=peers_said.group(now.group, now.median, words),
        counted=words(
            "source.measure",
            title=words(f"measure.{measure.name}.title"),
            part=words(f"measure.{measure.name}.part"),
            whole=words(f"measure.{measure.name}.whole"),
        ),
        table=lambda: sheets.table(table, _TRAITS, name="peers-rates", caption=title),
    )


def _traited(view: View, now: Compared) -> pl.DataFrame:
    words = view.words
    said = [words.number(value, 2) if value is not None else words("number.none") for value in now.group["distance"]]
    return naming.with_column(now.group, "distance_said", said)


def traits(view: View, now: Compared) -> None:
    """Why these are the peers: their traits beside the province's own."""
    title = view.words("peers.traits", name=view.place)
    shell.subheading(title)
    plates.says(peers_said.alike(now.group, view.choice.alike, view.words))
    kinds = {name: kind for name, kind in _TRAITS.items() if name not in ("part", "whole", "share")}
    own = ("province_code", view.choice.province)
    sheets.table(_traited(view, now), kinds, name="peers-traits", caption=title, selected=own)
    sheets.source(view.words("peers.traits_counted"), view.words(f"peers.size_basis.{now.near['size_basis'][0]}"))


def country(view: View, now: Compared) -> None:
    """Where the peers are: the measure's map with them outlined."""
    words, measure = view.words, view.measure
    title = words("peers.map", name=view.place)
    shell.subheading(title)
    plates.says(peers_said.places(now.group, words))
    wear = grounds.wear(view, title=title, height=560, asides=grounds.asides(view))
    wear = replace(wear, selected=(view.choice.province, *now.codes), within=())
    charts.mapped(
        lambda: maps.rates(now.everywhere, measure=measure, words=words, ground=grounds.provinces(view), wear=wear),
        key="peers-map",
        chosen=_chosen,
    )
    sheets.provenance(measure.name, place=words("place.country"))


def _chosen(codes: list[str]) -> None:
    """A click chooses another province to compare; the peers that were outlined are not chosen with it."""
    filters.provinces_chosen(codes[-1:])


def measures(view: View, now: Compared) -> None:
    """All measures: the province, its peers' median and range, its place among them."""
    words, choice = view.words, view.choice
    frame = peers.compared(
        view.store,
        province_code=choice.province,
        peers=",".join(now.codes),
        audience=choice.audience,
        cohort_code=choice.cohort,
        module_code=choice.module,
        question_code=choice.question,
        report_year=choice.year,
    )
    title = words("peers.measures", name=view.place)
    shell.subheading(title)
    plates.says(peers_said.measures(frame, words, name=view.place))
    sheets.table(_measured(frame, view), _COMPARED, name="peers-measures", caption=title)
    sheets.source(words("peers.measures_counted"))


def _measured(frame: pl.DataFrame, view: View) -> pl.DataFrame:
    words, rows = view.words, frame.to_dicts()
    titles = [words(f"measure.{row['measure']}.title") for row in rows]
    columns = {
        "title": titles,
        "gap": [peers_said.gap(row, words) for row in rows],
        "range_said": [peers_said.between(row, words) for row in rows],
        "place_said": [peers_said.place(row, words) for row in rows],
    }
    for name, said in columns.items():
        frame = naming.with_column(frame, name, said)
    return frame.rename({"own_state": "state"})
