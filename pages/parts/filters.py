"""Filters: the choice made so far, and the widgets that change it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

import streamlit as st

from data import divisions
from data.schema import ROLES
from pages.parts import opening
from pages.parts.choice import (
    ALWAYS,
    DEPENDENTS,
    SHOWN,
    UNSETTLED,
    AddressProblem,
    Catalogue,
    Choice,
    address,
    followed,
    headline_key,
    options,
    parse,
    remembered,
    settled,
    unfollowed,
)
from pages.parts.offer import Offer
from pages.texts import LANGUAGES, Words

__all__ = ["Choice", "choose", "headline_key", "language", "read", "row", "select"]

_CHOSEN = "chosen"
_PROBLEMS = "address-problems"
_DOUBTFUL = "address-doubtful"
_TURNS = "chart-turns"


def language() -> str:
    """The language, needed before anything else can be said: address, then session, then Vietnamese."""
    return next((lang for lang in wanted("lang") if lang in LANGUAGES), LANGUAGES[0])


def wanted(name: str) -> tuple[str, str]:
    """What address and session ask for, in this order, before it is held against the catalogue."""
    return st.query_params.get(name, ""), st.session_state.get(_CHOSEN, {}).get(name, "")


class Read(NamedTuple):
    """What the reader chose."""

    choice: Choice  # as this screen follows it: as its address says, and nothing else
    held: Choice  # with what was chosen on other screens
    problems: list[AddressProblem]


def read(catalogue: Catalogue, screen: str) -> Read:
    """The reader's choice; written back into the address, so that the link reopens this view.

    What did not fit stays said until the reader chooses something or leaves the screen.
    """
    before = st.session_state.get(_CHOSEN, {})
    given = {name: values[-1] for name in st.query_params if (values := st.query_params.get_all(name))}
    doubtful = st.session_state.pop(_DOUBTFUL, ())
    meant = {name: value for name, value in given.items() if name not in doubtful}
    asked, problems = parse(meant, catalogue, session=before)
    held = settled(asked, screen)
    choice = followed(held, screen, catalogue)
    problems += unfollowed(meant, asked, held)
    strange = {name: value for name, value in meant.items() if name not in (*ALWAYS, *SHOWN[screen])}
    problems += unfollowed({name: value for name, value in strange.items() if before.get(name) != value}, asked, choice)
    kept = remembered(held)
    if choice.division == catalogue.divisions[0]:
        kept.pop("division")  # the data's own is not a wish: other data have another
    st.session_state[_CHOSEN] = kept
    if problems:
        st.session_state[_PROBLEMS] = (screen, problems)
    written = address(choice, screen, home=catalogue.home)
    if given != written:
        st.query_params.from_dict(written)
    where, said = st.session_state.get(_PROBLEMS, ("", []))
    return Read(choice, held, said if where == screen else [])


def problems() -> tuple[AddressProblem, ...]:
    """What of the address is said not to fit, on whatever screen."""
    return tuple(st.session_state.get(_PROBLEMS, ("", []))[1])


def choose(name: str, value: str) -> None:
    """Take over a choice: into session and address; what depended on the old one is let go."""
    choose_all({name: value})


def choose_all(values: Mapping[str, str]) -> None:
    """Take over several choices at once; a province goes along into another division where it is still told apart.

    What may no longer fit is not heard from the address: the session knows it, and the next run keeps it if it fits.
    """
    st.session_state.pop(_PROBLEMS, None)
    before = st.session_state.get(_CHOSEN, {})
    chosen = {**before, **values}
    division = _division_of(values, before)
    changed = (*values, *(("division",) if division and "division" not in values else ()))
    gone = {gone for name in changed for gone in DEPENDENTS.get(name, ())} - set(values)
    chosen = {name: value for name, value in chosen.items() if name not in gone}
    st.session_state[_DOUBTFUL] = {name for each in values for name in UNSETTLED.get(each, ())} - set(values)
    if "snapshot" in values and "division" not in before:
        gone.add("division")
    if division and before.get("province"):
        chosen["province"] = values.get("province") or _carried(before["province"], division)
    st.session_state[_CHOSEN] = chosen
    _write({name: chosen.get(name, "") for name in (*values, *(("province",) if division else ()))}, gone)


def _write(values: Mapping[str, str], gone: AbstractSet[str]) -> None:
    """Into the address at once: each message is a step of the browser's history."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in gone}
    written = kept | values
    st.query_params.from_dict({name: value for name, value in written.items() if value})


def _division_of(values: Mapping[str, str], before: Mapping[str, str]) -> str:
    """The other division that these choices lead into, asked for or a snapshot's own; empty: none."""
    if "division" in values:
        return values["division"]
    if "snapshot" not in values or "division" in before:
        return ""
    own = {snapshot.id: str(snapshot.vintage) for snapshot in opening.snapshots()[0]}.get(values["snapshot"], "")
    return own if own != st.query_params.get("division", own) else ""


def _carried(province: str, wanted: str) -> str:
    """The province in the other division: what it went into, or itself where it was left alone."""
    if wanted == "63":
        return divisions.carried(province, 34, 63) or ""
    return divisions.absorbed_by(province)


def chart_key(name: str) -> str:
    """Key of a chart to be clicked: a new one whenever the province was chosen elsewhere, so that it forgets."""
    return f"{name}-{st.session_state.setdefault(_TURNS, {}).setdefault(name, 0)}"


def _chosen_elsewhere(than: str = "") -> None:
    turns = st.session_state.get(_TURNS, {})
    st.session_state[_TURNS] = {name: turn + (name != than) for name, turn in turns.items()}


def province_clicked(name: str, key: str) -> None:
    """A click on a bar chooses that province; an emptied selection lets it go."""
    points = st.session_state[key].selection.points
    _chosen_elsewhere(than=name)
    choose("province", clicked(points[0]) if points else "")


def province_ranked(code: str) -> None:
    """A row of the ranking chooses that province; the empty code lets it go."""
    _chosen_elsewhere()
    choose("province", code)


def provinces_chosen(codes: list[str]) -> None:
    """The map chooses these provinces, the first for the page to follow, or lets all go."""
    _chosen_elsewhere()
    first, *others = codes or [""]
    choose_all({"province": first, "also": ",".join(others)})


def go_to(values: Mapping[str, str]) -> None:
    """Choices that a search leads to, on whatever screen they are shown next."""
    if "province" in values:
        _chosen_elsewhere()
        values = {**values, "also": ""}
    choose_all(values)


def area_chosen(codes: list[str]) -> None:
    """A click on a region or a territory goes into it: its provinces, the rest of the country faded."""
    if codes:
        choose_all({"region": codes[-1], "shapes": "provinces"})


def clicked(point: Mapping[str, Any]) -> str:
    """The province code of a bar that was clicked: the first of its own data."""
    own = point.get("customdata") or ""
    return str(own if isinstance(own, str) else next(iter(own), ""))


def _changed(name: str, key: str) -> None:
    if name == "province":
        _chosen_elsewhere()
    choose(name, st.session_state[key])


def select(
    name: str, choice: Choice, offered: Offer, words: Words, *, width: int | str = "stretch", quiet: bool = False
) -> None:
    """One select box for one choice, a quiet one without its title; a change takes effect in the next run."""
    now = remembered(choice)
    values = options(name, now, offered.catalogue)
    key = f"choose-{name}"
    st.session_state[key] = now[name]
    st.selectbox(
        offered.title(name, words),
        values,
        key=key,
        format_func=lambda value: offered.label(name, value, words),
        on_change=_changed,
        args=(name, key),
        placeholder=words("choice.placeholder"),
        disabled=len(values) < 2 and name not in ALWAYS,
        label_visibility="collapsed" if quiet else "visible",
        width=width,
    )


def segments(name: str, view: Any) -> None:
    """A choice between few, all in sight."""
    choice, words, key = view.choice, view.words, f"choose-{name}"
    now = remembered(choice)
    st.session_state[key] = now[name]
    st.segmented_control(
        words(f"choice.{name}"),
        options(name, now, view.offer.catalogue),
        key=key,
        required=True,
        format_func=lambda value: view.offer.label(name, value, words),
        on_change=_changed,
        args=(name, key),
        label_visibility="collapsed",
    )


def slider(name: str, view: Any) -> None:
    """A choice along an ordered line, as dates are."""
    choice, words, key = view.choice, view.words, f"choose-{name}"
    now = remembered(choice)
    offered = sorted(options(name, now, view.offer.catalogue))
    if len(offered) < 2:
        return
    st.session_state[key] = now[name]
    st.select_slider(
        words(f"choice.{name}"),
        offered,
        key=key,
        format_func=lambda value: view.offer.label(name, value, words),
        on_change=_changed,
        args=(name, key),
    )


def map_row(view: Any, how: tuple[str, ...]) -> None:
    """What the map shows, where it looks, and how it is drawn: one row above the map."""
    with st.container(horizontal=True, key="map-row", gap="small", vertical_alignment="center"):
        segments("view", view)
        for name in ("region", "province"):
            select(name, view.choice, view.offer, view.words, width=_WIDTHS[name], quiet=True)
        if how:
            with st.popover(view.words("choice.how"), width="content"):
                for name in how:
                    select(name, view.choice, view.offer, view.words)


def role(choice: Choice, offered: Offer, words: Words, *, width: int = 120) -> None:
    """Core or mass, where cohorts of one role are asked together; choosing a role chooses its first cohort."""
    known = offered.catalogue.roles
    cohorts = {known[cohort]: cohort for cohort in reversed(options("cohort", remembered(choice), offered.catalogue))}
    st.session_state["choose-role"] = choice.role
    st.selectbox(
        words("choice.role"),
        [role for role in ROLES if role in cohorts],
        key="choose-role",
        format_func=lambda value: words(f"role.{value}"),
        on_change=lambda: choose("cohort", cohorts[st.session_state["choose-role"]]),
        placeholder=words("choice.placeholder"),
        width=width,
    )


# Pixels: as wide as the longest value that must be read whole.
_WIDTHS = {
    "audience": 185,
    "measure": 230,
    "second": 230,
    "region": 230,
    "theme": 230,
    "since": 140,
    "breaks": 215,
    "size": 190,
    "shapes": 190,
    "cohort": 255,
    "module": 185,
    "question": 300,
    "province": 205,
    "level": 145,
    "people": 165,
    "year": 180,
    "rater": 205,
    "district": 260,
    "sort": 220,
    "by": 205,
    "step": 215,
    "stalled": 185,
    "staff": 190,
    "university": 330,
    "nearest": 150,
    "alike": 300,
    "subject": 190,
}


def row(choice: Choice, offered: Offer, words: Words, *names: str) -> None:
    """The choices of a screen, side by side, wrapping on a narrow one."""
    with st.container(horizontal=True, key=f"choices-{'-'.join(names)}", gap="small"):
        for name in names:
            if name == "role":
                role(choice, offered, words)
            else:
                select(name, choice, offered, words, width=_WIDTHS.get(name, 190))
