"""Grounds: what the map draws for this reader, and what it wears: choices, file name, source."""

from functools import cache

from data import divisions, reference
from geo import provinces as shapes
from pages.figures.maps import Ground, Wear
from pages.parts.view import View
from pages.told import viewing


def provinces(view: View, *, detail: shapes.Detail = "chi_tiet") -> Ground:
    """The provinces of the division shown; raises GeometryError when the shapes are not those that were built."""
    shown = view.store.division
    is_merged = shown == min(divisions.DIVISIONS) and detail == "chi_tiet"
    former = shapes.checked(shapes.url(max(divisions.DIVISIONS), detail)) if is_merged else ""
    return Ground((shapes.checked(shapes.url(shown, detail)),), shapes.codes(shown), former=former)


def areas(area: shapes.Area) -> Ground:
    """The six regions, or the universities' territories."""
    url = shapes.region_url() if area == "region" else shapes.territory_url()
    return Ground((shapes.checked(url),), shapes.area_codes(area), key="area_code")


def districts(view: View) -> Ground:
    """The districts of the province chosen; of every former province where it is a unit of the 34."""
    urls = shapes.district_urls(view.store.division, view.choice.province)
    known = sorted(feature["id"] for feature in features(view))
    return Ground(tuple(shapes.checked(url) for url in urls), tuple(known), frame="area", key="shape_id")


def collections(view: View) -> list[dict]:
    """The districts of each province that the unit chosen is made of, as GeoJSON FeatureCollections."""
    former = shapes.former_provinces(view.store.division, view.choice.province)
    return [shapes.districts(code) for code in former]


def features(view: View) -> list[dict]:
    """All of those districts, with province_code, district_code and names."""
    return [feature for collection in collections(view) for feature in collection["features"]]


def within(view: View) -> tuple[str, ...]:
    """Provinces of the region or territory chosen; none: the whole country is looked at."""
    chosen = view.choice.region
    if not chosen:
        return ()
    return tuple(
        row["province_code"] for row in view.provinces if chosen in (row["region_code"], row["university_code"])
    )


def wear(view: View, *, title: str, height: int = 600, asides: dict[str, str] | None = None) -> Wear:
    """What is chosen and looked at; a saved map says what it shows, of which date, from which snapshot."""
    words, choice = view.words, view.choice
    kind = words(f"kind.{view.snapshot.kind}")
    dated = words("app.kind_and_date", kind=kind, date=words.date(view.as_of))
    return Wear(
        selected=choice.provinces,
        within=within(view),
        height=height,
        heading=title,
        source=(
            f"{dated} · {view.chosen_in_words(*_SAID)}",
            words("map.says.saved", snapshot=choice.snapshot),
            viewing.line(view.store, words, view.viewer),
            words("foot.boundaries"),
        ),
        file="-".join(
            ["temis", *(part for part in (choice.view, choice.measure, choice.date, choice.division) if part)]
        ),
        asides=asides or {},
    )


# What a map on its own must say of the choices behind it.
_SAID = ("division", "audience", "cohort", "module", "level", "people", "year", "question")


def asides(view: View) -> dict[str, str]:
    """Province code → what must be said beside its figure: of what it was made, or into what it went."""
    data, shown = view.snapshot.vintage, view.store.division
    if data == shown:
        return {}
    if shown == max(divisions.DIVISIONS):  # of the 34, shown as the 63
        units = _names(34, view.words.lang)
        return {
            code: view.words("map.says.went_into", name=units[divisions.absorbed_by(code)])
            for code in divisions.codes(shown)
            if divisions.carried(code, shown, data) is None
        }
    former = _names(data, view.words.lang)
    return {
        unit: view.words("map.says.made_of", names=", ".join(former[code] for code in parts))
        for unit, parts in divisions.parts(data, shown).items()
        if len(parts) > 1
    }


@cache
def _names(vintage: int, lang: str) -> dict[str, str]:
    frame = reference.frames(vintage)["province"]
    return dict(frame.select("province_code", f"name_{lang}").iter_rows())
