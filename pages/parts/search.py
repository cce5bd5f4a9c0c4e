"""Search: a box in the header that finds provinces, districts, modules and screens, typed with or without marks."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from geo import names
from pages.parts import filters, mounting
from pages.parts.choice import ALWAYS
from pages.parts.view import View
from queries import catalogue

_SAID = ("label", "placeholder", "none", "short")
_KINDS = ("province", "module", "screen", "district", "commune")
_WIDTH = 215

_mount = mounting.component("temis_search", "search/temis-search.js")


def box(made: View) -> None:
    """The box; what was found in it is gone to at once."""
    heard = _mount(data=mounting.told(told(made)), key="search", width=_WIDTH, on_chosen_change=lambda: None)
    goal = aim(heard.get("chosen"), made)
    if goal is None:
        return
    screen, values = goal
    filters.go_to(values)
    kept = {name: str(getattr(made.choice, name)) for name in ALWAYS}
    st.switch_page(f"pages/screens/{screen}.py", query_params=kept | values)


def told(made: View) -> dict[str, Any]:
    """What the box is told in every run: words, modules, screens; names of places it fetches by ``index``.

    Communes are many and no file here has them: those of the province chosen are told, and no others.
    """
    words, known = made.words, made.offer.catalogue
    counted = {name: words(f"search.{name}", count="{count}") for name in ("found", "more")}
    return {
        "lang": words.lang,
        "index": names.address(int(known.division)),
        "tier": known.tier,
        "communes": _communes(made) if known.tier == "commune" else None,
        "modules": _modules(made),
        "screens": [[screen, words(f"{screen}.title")] for screen in made.viewer.screens],
        "words": {
            **{name: words(f"search.{name}") for name in _SAID},
            **counted,
            "kinds": {kind: words(f"search.kind.{kind}") for kind in _KINDS},
        },
    }


def _communes(made: View) -> list[list[str]]:
    province = made.held.province
    if not province:
        return []
    rows = catalogue.districts(made.store, province_code=province)
    return [[province, *row] for row in rows.select("district_code", "name_vi").iter_rows()]


def _modules(made: View) -> list[list[str]]:
    """Code, title and audience of every module that a cohort must finish, the audience looked at first."""
    known = made.offer.catalogue.cohorts
    audiences = sorted(known, key=lambda audience: audience != made.choice.audience)
    return [
        [code, made.offer.label("module", code, made.words), made.words(f"audience.{audience}")]
        for audience in audiences
        for code in dict.fromkeys(code for modules in known[audience].values() for code in modules)
    ]


def aim(chosen: Mapping[str, Any] | None, made: View) -> tuple[str, dict[str, str]] | None:
    """The screen to go to and what to choose there; None for what does not exist: a browser may send anything."""
    kind, code, within = (str((chosen or {}).get(name, "")) for name in ("kind", "code", "within"))
    known = made.offer.catalogue
    if kind == "screen" and code in made.viewer.screens:
        return code, {}
    if kind == "province" and code in known.provinces:
        return "province", {"province": code}
    if kind in ("district", "commune") and within in known.provinces and code in known.districts(within):
        return "province", {"province": within, "district": code}
    if kind == "module":
        return next((("modules", values) for values in _holding(code, made)), None)
    return None


def _holding(code: str, made: View) -> list[dict[str, str]]:
    """The cohorts that must finish a module: the one looked at first, then the large ones."""
    known = made.offer.catalogue
    held = [
        {"audience": audience, "cohort": cohort, "module": code}
        for audience, cohorts in known.cohorts.items()
        for cohort, modules in cohorts.items()
        if code in modules
    ]
    return sorted(held, key=lambda each: (each["cohort"] != made.choice.cohort, known.roles[each["cohort"]] != "mass"))
