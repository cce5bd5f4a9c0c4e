"""View: who looks at what, in which words; made once a run by the front door, read by the screen."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl
import streamlit as st

from data.access import Viewer
from data.measures import Measure, measures
from data.schema import ALL
from data.snapshot import Snapshot
from data.store import Store
from pages.parts import audit_noting, entering, filters
from pages.parts.choice import SHOWN, Choice, address, headline_key
from pages.parts.offer import Offer, naming
from pages.texts import Words
from pages.told import viewing
from queries import catalogue

_KEY = "view"


@dataclass(frozen=True)
class View:
    """One run's viewer, words, choice, and the store that answers."""

    viewer: Viewer
    words: Words
    screen: str
    snapshot: Snapshot
    store: Store
    choice: Choice
    offer: Offer
    held: Choice  # with what was chosen on other screens and is not followed here

    @property
    def measure(self) -> Measure:
        """The measure chosen."""
        return measures()[self.choice.measure]

    @property
    def province(self) -> str | None:
        """Code of the province chosen; None: the whole country."""
        return self.choice.province or None

    @property
    def place(self) -> str:
        """Where the figures of the cubes hold, in words: without a choice, all that the viewer may see."""
        return self.offer.names[self.choice.province] if self.choice.province else self.whole

    @property
    def own_provinces(self) -> str:
        """The places to which the viewer is limited, named where they are few; empty: not limited."""
        if self.store.scope.provinces is None:
            return ""
        return viewing.place(self.store, self.words, self.viewer, is_short=True)

    @property
    def as_of(self) -> date:
        """The date looked at: the snapshot's own, or an earlier one of its series."""
        return date.fromisoformat(self.choice.date)

    @property
    def since(self) -> date | None:
        """The earlier date that it is compared with; None: there is none."""
        return date.fromisoformat(self.choice.since) if self.choice.since else None

    @property
    def provinces(self) -> list[dict[str, str]]:
        """Every province of the division shown, with its region and university."""
        return catalogue.provinces(self.store).to_dicts()

    @property
    def whole(self) -> str:
        """All that the figures of the cubes are counted over, in words, whatever province is chosen."""
        return self.own_provinces or self.words("place.country")

    def address(self, screen: str = "") -> dict[str, str]:
        """The parameters that reopen this view, on this screen or another."""
        is_here = screen in ("", self.screen)
        chosen = self.choice if is_here else self.held
        return address(chosen, screen or self.screen, home=self.offer.catalogue.home)

    def chosen_in_words(self, *names: str) -> str:
        """The choices of those names as a reader says them, those that nothing was chosen for left out."""
        said = [
            self.words("choice.said", choice=self.offer.title(name, self.words), value=self.label(name))
            for name in names
            if getattr(self.choice, name)
        ]
        return "; ".join(said)

    def headline(self, measure: str, **other: str) -> dict[str, str | int]:
        """Arguments of a headline question for that measure; ``other`` replaces single choices."""
        return headline_key(replace(self.choice, **other), measures()[measure])

    def label(self, name: str) -> str:
        """The value chosen for that name, as the reader knows it."""
        value = getattr(self.choice, name)
        if name == "also":
            return ", ".join(self.offer.names[code] for code in self.choice.provinces[1:])
        return self.offer.label(name, str(value), self.words) if value else self.words("number.none")

    def target(self, measure: str) -> float | None:
        """The target share of that measure for what is chosen, as it was set, else our default; None: there is none."""
        dims = measures()[measure].dims
        cohort = self.choice.cohort if "cohort" in dims else ""
        module = self.choice.module if "module" in SHOWN[self.screen] else ALL
        rows = catalogue.targets_in_force(self.store).filter(
            pl.col("measure") == measure,
            pl.col("audience") == self.choice.audience,
            pl.col("cohort_code") == cohort,
            pl.col("module_code") == (module if cohort and "module" in dims else ""),
        )
        return rows["value"][0] if rows.height else None


def keep(view: View) -> None:
    """Hand the view to the screen of this run."""
    st.session_state[_KEY] = view


def current() -> View:
    """The view of this run."""
    return st.session_state[_KEY]


def again() -> View:
    """The view of this run with the choices as they are now: a part that reruns alone reads them anew.

    Where the login no longer holds by which it was made, the whole page runs instead, as whatever is then allowed.
    """
    made = current()
    if not entering.still(made.viewer):
        st.rerun()
    choice, held, _ = filters.read(made.offer.catalogue, made.screen)
    made = replace(made, choice=choice, held=held, offer=naming(made.offer, made.store, choice.province))
    keep(made)
    audit_noting.opened(made)
    return made
