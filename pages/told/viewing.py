"""Viewing: what is being looked at in words: which places, by which role, and what is withheld from whom and why.

All but the role is read from what the store's scope is told apart by, never from its reason: people of equal scope
share a store, and a file must be the same for both of them.
"""

from collections.abc import Iterable
from functools import cache

from data import divisions, reference
from data.access import Viewer
from data.store import Store
from pages.texts import Words
from queries import catalogue

_FEW = 3  # places that a short form calls by name


def line(store: Store, words: Words, viewer: Viewer | None = None) -> str:
    """The whole of it as a screen's foot and a picture say it: "Bạn đang xem: …"."""
    return f"{words('foot.sees', scope=place(store, words, viewer))} {withheld(store, words)}".strip()


def value(store: Store, words: Words, viewer: Viewer | None = None) -> str:
    """The same beside its name, as a file's page of sources says it."""
    where = place(store, words, viewer)
    return ". ".join(filter(None, (f"{where[:1].upper()}{where[1:]}", withheld(store, words))))


def printed(store: Store, words: Words) -> str:
    """The places alone, short, as they stand at the foot of a document's pages."""
    return words("viewing.printed", scope=place(store, words, is_short=True))


def place(store: Store, words: Words, viewer: Viewer | None = None, *, is_short: bool = False) -> str:
    """The places of the scope within a sentence; a short form counts them where there are more than a few.

    Places that the division shown does not tell apart are called as the data's own division has them. ``viewer`` is
    asked for the names of districts, which a scope has as codes.
    """
    scope, data, shown = store.scope, store.snapshot.vintage, store.division
    if scope.districts is not None:
        return _of_districts(store, words, viewer, is_short=is_short)
    if scope.provinces is None:
        return words("viewing.country", units=shown)
    own = divisions.wholly_within(scope.provinces, data, shown)
    if own:
        return _listed(names(own, shown, words), words, is_short=is_short)
    told = _listed(names(scope.provinces, data, words), words, is_short=is_short)
    is_told = is_short or not scope.provinces
    return told if is_told else words("viewing.not_apart", names=told, data=data, shown=shown)


def reach(viewer: Viewer, words: Words) -> str:
    """The same of a viewer alone, where no snapshot is open."""
    if viewer.provinces is None:
        return words("viewing.country", units=viewer.vintage)
    return _listed(names(viewer.provinces, viewer.vintage, words), words, is_short=True)


def withheld(store: Store, words: Words) -> str:
    """What is withheld, and of whom, as a sentence; empty where nothing is."""
    scope = store.scope
    if store.snapshot.kind == "public" or (scope.provinces is None and not scope.is_careful):
        return ""
    return words(f"viewing.withheld.{'everywhere' if scope.is_careful else 'others'}", smallest=scope.smallest)


def role(viewer: Viewer, words: Words) -> str:
    """Who looks and why these places are theirs, as a sentence."""
    told = words("viewing.as", role=words(f"viewing.role.{viewer.role}"))
    why = f"viewing.why.{viewer.reason}"
    return f"{told} {words(why)}" if why in words else told


def names(codes: Iterable[str], division: int, words: Words) -> list[str]:
    """What provinces of a division are called, in the order of their codes; whatever is none keeps its code."""
    known = _names(division, words.lang)
    return [known.get(code, code) for code in sorted(codes)]


def _of_districts(store: Store, words: Words, viewer: Viewer | None, *, is_short: bool) -> str:
    own = set() if viewer is None else viewer.own(store.division) or set()
    known = dict(
        row
        for code in sorted(own)
        for row in catalogue.districts(store, province_code=code).select("district_code", "name_vi").iter_rows()
    )
    codes = sorted(store.scope.districts or ())
    if not all(code in known for code in codes):
        return words("viewing.districts", count=len(codes))
    within = ", ".join(names(own, store.division, words))
    if is_short and len(codes) > 1:
        return words("viewing.districts_of", count=len(codes), within=within)
    return words("viewing.within", names=", ".join(known[code] for code in codes), within=within)


def _listed(called: list[str], words: Words, *, is_short: bool) -> str:
    if not called:
        return words("viewing.nowhere")
    if is_short and len(called) > _FEW:
        return words("viewing.several", count=len(called))
    return ", ".join(called)


@cache
def _names(division: int, lang: str) -> dict[str, str]:
    frame = reference.frames(division)["province"]
    return {row["province_code"]: row[f"name_{lang}"] or row["name_vi"] for row in frame.iter_rows(named=True)}
