"""Offer: what may be chosen in one snapshot, and how each value is called."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from data import access
from data.access import Viewer
from data.measures import measures
from data.schema import ALL, AUDIENCES
from data.snapshot import Snapshot
from data.store import Store
from geo.provinces import VINTAGES
from pages.parts.choice import Catalogue
from pages.texts import LANGUAGES, Words
from queries import catalogue as ask
from queries.explorer.facts import Fact, facts

_NEEDS = {  # the table without which a snapshot cannot answer for a measure
    "lms_use": "lms_use",
    "reporting": "submission",
    "report_published": "submission",
    "lms_passed": "training",
    "certified": "training",
    "finished_all": "training",
    "satisfied": "satisfaction",
}
VINTAGE_OF_REGIONS = 63  # seven of the 34 straddle regions
# Choices whose values are codes of the data model, called by terms.toml.
TERMS = (
    *("audience", "level", "people", "rater", "role", "lang", "sort", "division"),
    *("view", "breaks", "theme", "size", "shapes", "beside", "by", "step", "staff", "alike", "show", "draw"),
    *("form", "compared", "edition"),
)
_COUNTED = ("stalled", "nearest", "item")  # choices whose values are numbers, called by a sentence around them


@dataclass(frozen=True)
class Offer:
    """The catalogue of a snapshot with the names of what is in it."""

    catalogue: Catalogue
    names: Mapping[str, str]  # province code → name, without the search aliases
    labels: Mapping[str, Mapping[str, str]] = field(repr=False)

    def title(self, name: str, words: Words) -> str:
        """How the choice itself is called: a district is a commune where the data know communes."""
        return words("choice.commune" if (name, self.catalogue.tier) == ("district", "commune") else f"choice.{name}")

    def label(self, name: str, value: str, words: Words) -> str:
        """How a value of that choice is called."""
        if name in TERMS:
            return words(f"{name}.{value}")
        if name in _COUNTED:
            return words(f"choice.{name}_label", number=value)
        if name in {"date", "since"}:
            return words.date(date.fromisoformat(value))
        if name in {"measure", "second"}:
            return words(f"measure.{value}.title")
        if name == "year":
            return words("choice.year_label", year=value, next=int(value) + 1)
        if name == "fact":
            return words(fact_key(facts()[value], "title"))
        if name in {"rows", "columns"}:
            return words(f"dim.{value or 'none'}")
        return self.labels.get(name, {}).get(value, value)


def offer(
    store: Store, known: list[Snapshot], words: Words, *, provinces: tuple[str, ...] = (), viewer: Viewer | None = None
) -> Offer:
    """Everything that may be chosen in this store's snapshot; districts are named for the provinces asked for.

    ``viewer`` is who chooses: their one province is what they begin with, and into others' districts nobody goes.
    """
    own = None if viewer is None else viewer.own(store.division)
    every_province = ask.provinces(store)
    regions, universities = ask.regions(store), ask.universities(store)
    territories = universities.filter(pl.col("university_code").is_in(every_province["university_code"].implode()))
    is_of_63 = store.division == VINTAGE_OF_REGIONS
    questions = ask.questions(store)
    cohorts = {audience: ask.cohorts(store, audience=audience) for audience in AUDIENCES}
    every_cohort = pl.concat(cohorts.values())
    modules = {code: ask.modules(store, cohort_code=code) for code in every_cohort["cohort_code"]}
    catalogue = Catalogue(
        snapshots=tuple(snapshot.id for snapshot in known),
        divisions=tuple(str(each) for each in sorted(VINTAGES, key=lambda each: each != store.snapshot.vintage)),
        division=str(store.division),
        languages=LANGUAGES,
        measures=tuple(name for name in measures() if _has(store, _NEEDS.get(name, "standing"))),
        cohorts={
            audience: {code: tuple(modules[code]["module_code"]) for code in frame["cohort_code"]}
            for audience, frame in cohorts.items()
        },
        roles=dict(every_cohort.select("cohort_code", "role").iter_rows()),
        years={audience: tuple(ask.report_years(store, audience=audience)["report_year"]) for audience in AUDIENCES},
        questions=tuple(questions["question_code"]),
        provinces=tuple(every_province["province_code"]),
        regions=(*regions["region_code"], *territories["university_code"]) if is_of_63 else (),
        dates=_dates(store.snapshot, known),
        universities=tuple(universities["university_code"]),
        facts=tuple(name for name, fact in facts().items() if store.has(fact.table)),
        subjects=_subjects(words),
        usual=_usual(store, every_cohort),
        tier=_tier(store),
        home=next(iter(own)) if own and len(own) == 1 else "",
        inner=own if viewer is None or access.has_schools(viewer) else frozenset(),
        districts=lambda code: tuple(ask.districts(store, province_code=code)["district_code"]),
    )
    labels = {
        "subject": {ALL: words("choice.subject_all")} | {each: words(f"subject.{each}") for each in _subjects(words)},
        "snapshot": _snapshot_labels(known, words),
        "cohort": _named(every_cohort, "cohort_code", words),
        "module": _module_labels(modules, words),
        "question": {row["question_code"]: words.name(row, "wording") for row in questions.to_dicts()},
        "province": _province_labels(every_province, words, is_limited=own is not None),
        "region": {"": words("place.country")}
        | _named(regions, "region_code", words)
        | {code: words("choice.territory", name=code) for code in territories["university_code"]},
        "university": {"": words("choice.university_all")} | _named(universities, "university_code", words),
        "district": _district_labels(store, {*provinces, catalogue.home} & set(catalogue.provinces), words),
    }
    return Offer(catalogue, _named(every_province, "province_code", words), labels)


def naming(offered: Offer, store: Store, province: str) -> Offer:
    """The same offer with the districts of one more province named, where they are not yet."""
    named = offered.labels["district"]
    if not province or all(code in named for code in offered.catalogue.districts(province)):
        return offered
    own = dict(ask.districts(store, province_code=province).select("district_code", "name_vi").iter_rows())
    return replace(offered, labels={**offered.labels, "district": {**named, **own}})


def _has(store: Store, cube: str) -> bool:
    """Whether the snapshot has the cube; where it is outside the scope the headline tells what it was made of."""
    return store.snapshot.manifest.rows[cube] > 0


def _usual(store: Store, cohorts: pl.DataFrame) -> frozenset[str]:
    """Routine training begins anew each school year: the newest large cohort of each audience is the one in hand."""
    if "BDTX" not in store.snapshot.programmes:
        return frozenset()
    newest = cohorts.filter(role="mass").sort("intake").group_by("audience").last()
    return frozenset(newest["cohort_code"])


def _tier(store: Store) -> str:
    """What lies below the province; where the data name no such unit, what there was when they were made."""
    named = ask.tiers(store)["kind"].to_list()
    return (*named, "commune" if store.snapshot.vintage == 34 else "district")[0]


def fact_key(fact: Fact, part: str) -> str:
    """The key of a fact's title, part, whole or definition: its measure's, where it is one."""
    return f"measure.{fact.measure}.{part}" if fact.measure else f"explorer.fact.{fact.name}.{part}"


def _subjects(words: Words) -> tuple[str, ...]:
    """School subjects in the order of the texts; "none" is that of managers."""
    return tuple(name for name in words.under("subject") if name != "none")


def _dates(snapshot: Snapshot, known: list[Snapshot]) -> tuple[str, ...]:
    """Dates of the snapshot's series up to its own, oldest first."""
    series = {each.as_of for each in known if each.series == snapshot.series and each.as_of <= snapshot.as_of}
    return tuple(day.isoformat() for day in sorted(series | {snapshot.as_of}))


def _district_labels(store: Store, provinces: AbstractSet[str], words: Words) -> dict[str, str]:
    labels = {"": words("choice.district_all")}
    for province in provinces:
        labels |= dict(ask.districts(store, province_code=province).select("district_code", "name_vi").iter_rows())
    return labels


def _snapshot_labels(known: Sequence[Snapshot], words: Words) -> dict[str, str]:
    """Date and kind of each; where several bear the same, their ids in place of the date."""
    many = Counter((each.as_of, each.kind) for each in known)
    return {
        each.id: words(
            "choice.snapshot_aside" if each.is_set_aside else "choice.snapshot_label",
            date=each.id if many[each.as_of, each.kind] > 1 else words.date(each.as_of),
            kind=words(f"kind_short.{each.kind}"),
        )
        for each in known
    }


def _named(frame: pl.DataFrame, code: str, words: Words) -> dict[str, str]:
    return {row[code]: words.name(row) for row in frame.to_dicts()}


def _module_labels(modules: Mapping[str, pl.DataFrame], words: Words) -> dict[str, str]:
    rows = [row for frame in modules.values() for row in frame.to_dicts()]
    said = {
        row["module_code"]: words("choice.module_label", number=row["number"], title=words.name(row, "title"))
        for row in rows
    }
    return {ALL: words("choice.module_all")} | said


def _province_labels(provinces: pl.DataFrame, words: Words, *, is_limited: bool) -> dict[str, str]:
    """Name, then the name as it is typed without accents and the code: the box searches the whole label.

    Without a province a limited viewer sees here the country, there all that is theirs.
    """
    other = "name_en" if words.lang == "vi" else "name_vi"
    every = words("choice.province_all", provinces=provinces.height)
    labels = {"": words("viewing.no_province") if is_limited else every}
    for row in provinces.to_dicts():
        parts = dict.fromkeys((words.name(row), row[other], row["province_code"]))
        labels[row["province_code"]] = " · ".join(part for part in parts if part)
    return labels
