"""The guide: written paths through the screens, each step a link that carries the choices, and short explanations."""

from dataclasses import replace
from html import escape

import streamlit as st

from pages.parts import shell
from pages.parts.choice import SHOWN, Choice, address
from pages.parts.view import View

# path → its steps: the step's name in the texts, and the screen it opens
PATHS = {
    "leader": {
        "province": "province",
        "peers": "peers",
        "certification": "certification",
        "forecast": "forecast",
        "needs": "needs",
        "universities": "universities",
        "papers": "papers",
    },
    "official": {
        "overview": "overview",
        "commitments": "commitments",
        "map": "map",
        "forecast": "forecast",
        "sources": "sources",
        "claims": "commitments",
        "meeting": "meeting",
    },
    "analyst": {
        "explorer": "explorer",
        "denominator": "explorer",
        "sources": "sources",
        "download": "explorer",
        "permalink": "explorer",
        "sql": "explorer",
    },
}
_OF_ONE_PROVINCE = ("province", "also", "district")
_ACADEMY = "NAEM"
ABOUT = ("forecast", "peers", "certification", "claims", "withheld", "no_data", "divisions")


def paths(made: View) -> None:
    """The three paths side by side."""
    for place, path in zip(st.columns(len(PATHS), gap="large"), PATHS, strict=True):
        with place:
            _path(made, path)


def _path(made: View, path: str) -> None:
    words = made.words
    shell.subheading(words(f"guide.path.{path}"))
    shell.small(words(f"guide.{path}.for"))
    if path == "leader":
        which = "chosen" if made.province else "choose"
        shell.small(words(f"guide.{which}", place=made.place))
    open_to_them = [(step, screen) for step, screen in PATHS[path].items() if screen in made.viewer.screens]
    for number, (step, screen) in enumerate(open_to_them, start=1):
        title = words(f"guide.{path}.{step}.title")
        st.page_link(
            f"pages/screens/{screen}.py",
            label=words("guide.step", number=number, title=title),
            query_params=parameters(made, path, step),
        )
        shell.small(words(f"guide.{path}.{step}.says"))


def parameters(made: View, path: str, step: str) -> dict[str, str]:
    """The address that a step opens: the reader's choices, and what the step itself is about."""
    screen = PATHS[path][step]
    opened = address(_as_the_step_needs(made, path, step), screen)
    # an empty value lets go of what the session remembers; left out, the province would stay
    freed = {name: "" for name in _OF_ONE_PROVINCE if name in SHOWN[screen]} if path != "leader" else {}
    return opened | freed


def _as_the_step_needs(made: View, path: str, step: str) -> Choice:
    """The whole country for all but the leader, whose are the province's own university and the chain by module."""
    choice = made.held
    if path != "leader":
        return replace(choice, **dict.fromkeys(_OF_ONE_PROVINCE, ""), view="change" if step == "map" else choice.view)
    if step == "certification":
        return replace(choice, by="module")
    return replace(choice, university=_university(made)) if step == "universities" else choice


def _university(made: View) -> str:
    """Who trains the audience in the province chosen; empty where there is no such, as in the 34."""
    if not made.province or not made.offer.catalogue.universities:
        return ""
    if made.choice.audience == "manager":
        return _ACADEMY
    return next((row["university_code"] for row in made.provinces if row["province_code"] == made.province), "")


def about(made: View) -> None:
    """Short explanations, each with an anchor that a link can name, and their list before them."""
    words = made.words
    shell.subheading(words("guide.terms"))
    titles = {name: escape(words(f"guide.about.{name}.title")) for name in ABOUT}
    listed = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in titles.items())
    told = "".join(
        f'<h3 class="t-subtitle" id="{name}">{title}</h3><p>{escape(words(f"guide.about.{name}.says"))}</p>'
        for name, title in titles.items()
    )
    st.html(f'<nav class="t-guide"><ul>{listed}</ul></nav><div class="t-guide">{told}</div>')
