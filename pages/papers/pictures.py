"""Pictures: the maps that a paper orders, drawn as vector and as pixels."""

from data.measures import measures
from data.store import Store
from pages.figures import map_stills, raster
from pages.papers.temis_order import MapOrder, Picture
from pages.texts import Words

_PIXELS = 1100  # across a page of 160 mm: some 175 to the inch, sharp in print and quick to draw
_LETTERS = 1.35  # a map as wide as a page is printed smaller than it is drawn


def drawn(store: Store, words: Words) -> Picture:
    """What draws the maps of one store's papers."""

    def draw(order: MapOrder) -> tuple[str, bytes]:
        how = {"measure": measures()[order.measure], "words": words, "division": store.division, "letters": _LETTERS}
        if order.kind == "districts":
            svg = map_stills.districts(order.frame, province_code=order.province_code, title=order.title, **how)
        else:
            selected = (order.province_code,) if order.province_code else ()
            svg = map_stills.country(order.frame, selected=selected, title=order.title, **how)
        return svg, raster.png(svg, width=_PIXELS)

    return draw
