"""Seen: what a scene looks at: a store, the choices settled so that they fit each other, and how they are said."""

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from data.measures import Measure, measures
from data.schema import ALL, PEOPLE
from data.store import Store
from pages.papers.scene import Asked, Item
from pages.texts import Words
from pages.told import viewing
from queries import catalogue

_SAID = ("audience", "measure", "cohort", "module", "year", "question", "province")
_OF_DIMS = {"cohort": "cohort", "module": "module", "report_year": "year", "question": "question"}


@dataclass(frozen=True)
class Seen:
    """One scene's question: of which store, in which words, with which choices."""

    store: Store
    item: Item
    asked: Asked
    words: Words

    @property
    def measure(self) -> Measure:
        """The measure chosen."""
        return measures()[self.asked.measure]

    @property
    def province(self) -> str | None:
        """The province chosen; None: all that the viewer may see."""
        return self.asked.province or None

    @property
    def country(self) -> str:
        """Where all provinces together are meant, in words."""
        return self.words("place.country")

    @cached_property
    def place(self) -> str:
        """Where the cubes' figures hold: the province, else the viewer's own provinces, else the country."""
        if self.province:
            return self._names[self.province]
        is_limited = self.store.scope.provinces is not None
        return viewing.place(self.store, self.words, is_short=True) if is_limited else self.country

    @property
    def as_of(self) -> date:
        """The date of the figures."""
        return self.store.snapshot.as_of

    @property
    def since(self) -> date | None:
        """The date that they are compared with."""
        return self.asked.since

    def key(self, measure: str, *, module: str | None = None) -> dict[str, str | int]:
        """Arguments of a headline question; what the measure does not know is passed as '' or 0, level as all."""
        known = measures()[measure]
        dims = set(known.dims)
        return {
            "measure": measure,
            "audience": "" if known.family == "coverage" else self.asked.audience,
            "cohort_code": self.asked.cohort if "cohort" in dims else "",
            "module_code": (module or self.asked.module) if "module" in dims else "",
            "question_code": self.asked.question if "question" in dims else "",
            "report_year": self.asked.year if "report_year" in dims else 0,
            "level": ALL,
            "people": PEOPLE[0],
        }

    def target(self, measure: str, *, module: str | None = None) -> float | None:
        """The share to be reached, as it was set, else our default; None: there is none."""
        dims = measures()[measure].dims
        cohort = self.asked.cohort if "cohort" in dims else ""
        rows = catalogue.targets_in_force(self.store).filter(
            measure=measure,
            audience=self.asked.audience,
            cohort_code=cohort,
            module_code=(module or self.asked.module) if cohort and "module" in dims else "",
        )
        return rows["value"][0] if rows.height else None

    def followed(self, measure: str) -> tuple[str, ...]:
        """The choices that a scene of this measure follows."""
        known = measures()[measure]
        who = () if known.family == "coverage" else ("audience",)
        return (*who, "measure", *(_OF_DIMS[dim] for dim in known.dims if dim in _OF_DIMS))

    def chosen(self, *names: str) -> str:
        """The choices of those names in words; the province always where one is chosen."""
        wanted = [name for name in _SAID if name in names or (name == "province" and self.province)]
        return "; ".join(
            self.words("choice.said", choice=self.words(f"choice.{name}"), value=self.label(name)) for name in wanted
        )

    def label(self, name: str) -> str:
        """The value chosen for that name, as the reader knows it; a dash where nothing is."""
        value, words = getattr(self.asked, name), self.words
        if not value:
            return words("number.none")
        match name:
            case "audience":
                return words(f"audience.{value}")
            case "measure":
                return words(f"measure.{value}.title")
            case "year":
                return words("choice.year_label", year=value, next=value + 1)
            case "province":
                return self._names[value]
            case _:
                return self._labels(name).get(value, value)

    def _labels(self, name: str) -> dict[str, str]:
        words = self.words
        if name == "cohort":
            rows = catalogue.cohorts(self.store, audience=self.asked.audience).to_dicts()
            return {row["cohort_code"]: words.name(row) for row in rows}
        if name == "question":
            rows = catalogue.questions(self.store).to_dicts()
            return {row["question_code"]: words.name(row, "wording") for row in rows}
        rows = catalogue.modules(self.store, cohort_code=self.asked.cohort).to_dicts()
        said = {
            row["module_code"]: words("choice.module_label", number=row["number"], title=words.name(row, "title"))
            for row in rows
        }
        return {ALL: words("choice.module_all")} | said

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row["province_code"]: self.words.name(row) for row in catalogue.provinces(self.store).to_dicts()}

    def source(self, *measured: str, counted: tuple[str, ...] = (), place: str | None = None) -> tuple[str, ...]:
        """What is counted over what, then place, date, snapshot and kind: a line each."""
        words, snapshot = self.words, self.store.snapshot
        said = [
            words(
                "source.measure",
                title=words(f"measure.{name}.title"),
                part=words(f"measure.{name}.part"),
                whole=words(f"measure.{name}.whole"),
            )
            for name in measured
        ]
        where = words(
            "source.where",
            place=place or self.place,
            date=words.date(snapshot.as_of),
            kind=words(f"kind.{snapshot.kind}").lower(),
            snapshot=snapshot.id,
        )
        return (*said, *counted, where)


def seen(store: Store, item: Item, asked: Asked, words: Words) -> Seen:
    """The item's question, its fixed choices before the meeting's; what does not fit falls back as on the screens."""
    known = {field.name for field in fields(Asked)} - {"since"}
    fixed: dict[str, Any] = {name: value for name, value in item.fixed if name in known}
    if "year" in fixed:
        fixed["year"] = int(fixed["year"]) if str(fixed["year"]).isdecimal() else 0
    return Seen(store, item, _settled(store, replace(asked, **fixed)), words)


def _settled(store: Store, asked: Asked) -> Asked:
    cohorts = catalogue.cohorts(store, audience=asked.audience)
    cohort = _first(asked.cohort, cohorts["cohort_code"].to_list(), _usual(store, cohorts))
    modules = catalogue.modules(store, cohort_code=cohort)["module_code"].to_list()
    years = catalogue.report_years(store, audience=asked.audience)["report_year"].to_list()
    questions = catalogue.questions(store)["question_code"].to_list()
    return replace(
        asked,
        cohort=cohort,
        module=_first(asked.module, modules, ALL),
        year=asked.year if asked.year in years else (*years, 0)[0],
        question=_first(asked.question, questions, "support_satisfied" if "support_satisfied" in questions else ""),
        measure=_first(asked.measure, list(measures()), "lms_passed"),
        province=_first(asked.province, catalogue.provinces(store)["province_code"].to_list(), ""),
        since=asked.since if asked.since and asked.since < store.snapshot.as_of else None,
    )


def _first(wanted: str, offered: list[str], otherwise: str) -> str:
    return wanted if wanted in offered else otherwise


def _usual(store: Store, cohorts: pl.DataFrame) -> str:
    """The large cohort: the newest of routine training, the first of a programme that has an end."""
    mass = cohorts.filter(role="mass").sort("intake")["cohort_code"].to_list()
    newest_first = mass[::-1] if "BDTX" in store.snapshot.programmes else mass
    return (*newest_first, *cohorts["cohort_code"], "")[0]
