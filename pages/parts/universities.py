"""Universities: whom each answers for, on a map and in a list; one of them on a card with its provinces."""

from dataclasses import replace
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.figures import categories
from pages.figures.tables import Kind
from pages.parts import beside, charts, folds, grounds, plates, sheets, shell
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming
from queries import catalogue, universities

TERRITORY: dict[str, Kind] = {
    "name": "text",
    "provinces": "count",
    "provinces_sure": "text",
    "provinces_provisional": "text",
}
PROVINCES: dict[str, Kind] = {
    "name": "text",
    "basis_said": "text",
    "core_learners": "count",
    "core_finished": "count",
    "mass_learners": "count",
    "ratio_said": "text",
    "lms_passed": "count",
    "certified": "count",
    "certified_of_passed_share": "share",
    "state": "state",
}
TEIDI: dict[str, Kind] = {
    "name": "text",
    "year": "text",
    "indicator": "text",
    "value": "published",
    "unit": "text",
    "source": "text",
}


def found(view: View, learners: pl.DataFrame, certified: pl.DataFrame) -> str:
    """Core learners trained and mass learners beside them, never added; and how many passes have a certificate."""
    words = view.words
    core, finished, mass = (learners[name].sum() for name in ("core_learners", "core_finished", "mass_learners"))
    if not core or not mass:
        return words("finding.nothing")
    said = words(
        "universities.finding.learners",
        core=words.number(core),
        finished=words.ratio(finished, core),
        mass=words.number(mass),
        ratio=ratio(mass / core, words),
    )
    passed = certified["lms_passed"].sum()
    if not passed:
        return said
    return f"{said} {words('universities.finding.certified', share=words.ratio(certified['certified'].sum(), passed))}"


def ratio(mass_per_core: float | None, words: Words) -> str:
    """One core learner to so many mass learners."""
    if mass_per_core is None:
        return words("number.none")
    return words("universities.ratio", mass=words.number(mass_per_core, 1 if mass_per_core < 10 else 0, trim=True))


def territories(view: View) -> None:
    """The map of who answers where, and every university with its provinces by name."""
    words = view.words
    title = words("universities.territories")
    shell.subheading(title)
    listed = _listed(view)
    plates.says(territory_found(listed, words))
    where, table = st.columns([5, 6], gap="large")
    frame = beside.kind_frame(replace(view, choice=replace(view.choice, theme="university")))
    own = frame.filter(pl.col("kind") == view.choice.university)["province_code"].to_list()
    wear = replace(grounds.wear(view, title=title), selected=tuple(own), within=())
    with where:
        charts.mapped(
            lambda: categories.kinds(frame, title=title, words=words, ground=grounds.provinces(view), wear=wear),
            key="territories",
            chosen=_looked_at,
        )
        sheets.source(words("universities.counted.territories"), place=words("place.country"))
    with table:
        sheets.table(
            listed,
            TERRITORY,
            name="territories",
            caption=title,
            selected=("university_code", view.choice.university) if view.choice.university else None,
        )
    told = [words(f"universities.rule.{name}") for name in ("lists", "basis", "academy", "learners")]
    folds.said(words("universities.rule.title"), *told)


def _looked_at(codes: list[str]) -> None:
    del codes  # the map shows who answers where; a university is chosen above it


def _listed(view: View) -> pl.DataFrame:
    """All eight, with the names of their provinces; those only assumed to be theirs are marked."""
    words = view.words
    places = catalogue.provinces(view.store).to_dicts()
    rows: list[dict[str, Any]] = []
    for row in catalogue.universities(view.store).to_dicts():
        own = [place for place in places if place["university_code"] == row["university_code"]]
        assumed = [place for place in own if place["university_basis"] == "assumed"]
        is_academy = row["kind"] == "academy"
        sure = [words.name(place) for place in own if place not in assumed]
        rows.append(
            {
                "university_code": row["university_code"],
                "name": words("certification.university", name=words.name(row), code=row["university_code"]),
                "provinces": len(places) if is_academy else len(own),
                "provinces_assumed": len(assumed),
                "provinces_sure": words("universities.everywhere") if is_academy else _joined(sure, words),
                "provinces_provisional": _joined([words.name(place) for place in assumed], words),
            }
        )
    return pl.DataFrame(rows)


def _joined(names: list[str], words: Words) -> str:
    return ", ".join(names) or words("number.none")


def territory_found(listed: pl.DataFrame, words: Words) -> str:
    """How many provinces are only assumed to be a university's."""
    teachers = listed.filter(pl.col("university_code") != "NAEM")
    return words(
        "universities.finding.territories",
        universities=teachers.height,
        provinces=teachers["provinces"].sum(),
        assumed=teachers["provinces_assumed"].sum(),
    )


def one(view: View, frames: dict[str, pl.DataFrame]) -> None:
    """The university chosen: what is known of it on a card, and its provinces."""
    words, code = view.words, view.choice.university
    name = view.label("university")
    rows = {key: next(iter(frame.filter(pl.col("university_code") == code).to_dicts()), None)
            for key, frame in frames.items() if key != "waits"}  # fmt: skip
    rows["waits"] = next(iter(frames["waits"].filter(pl.col("group_code") == code).to_dicts()), None)
    if rows["learners"] is None:
        key = "not_managers" if view.choice.audience == "manager" else "not_teachers"
        shell.notice(words(f"universities.{key}", name=name))
        return
    body = "".join(f"<p>{escape(line)}</p>" for line in card_lines(rows, words))
    st.html(f'<section class="t-card"><h2>{escape(name)}</h2>{body}</section>')
    _provinces(view, name)


def card_lines(rows: dict[str, Any], words: Words) -> list[str]:
    """The lines of a university's card; what is not known is said so."""
    learners, waits, certified, satisfied = (rows[key] for key in ("learners", "waits", "certified", "satisfied"))
    nothing = words("state.no_data")
    return [
        words(
            "universities.card.territory",
            provinces=words.number(learners["provinces"]),
            assumed=words.number(learners["provinces_assumed"]),
        ),
        words(
            "universities.card.core",
            core=words.number(learners["core_learners"]),
            finished=words.ratio(learners["core_finished"], learners["core_learners"]),
        )
        if learners["core_learners"]
        else words("universities.card.no_core"),
        words(
            "universities.card.ratio",
            mass=words.number(learners["mass_learners"]),
            ratio=ratio(learners["mass_per_core"], words),
        ),
        words(
            "universities.card.waits",
            median=words.number(waits["median_days"]),
            p90=words.number(waits["p90_days"]),
            decided=words.number(waits["decided"]),
            waiting=words.number(waits["waiting"]),
        )
        if waits and waits["decided"]
        else words("universities.card.no_waits"),
        words(
            "universities.card.certified",
            share=words.ratio(certified["certified"], certified["lms_passed"]) if certified else nothing,
        ),
        words(
            "universities.card.satisfied",
            share=words.ratio(satisfied["satisfied"], satisfied["answers"]),
            answers=words.number(satisfied["answers"]),
        )
        if satisfied and satisfied["answers"]
        else words("universities.card.no_answers"),
    ]


def _provinces(view: View, name: str) -> None:
    words, choice = view.words, view.choice
    asked = {"audience": choice.audience, "cohort_code": choice.cohort, "module_code": choice.module}
    frame = universities.by_province(view.store, **asked).filter(pl.col("university_code") == choice.university)
    rows = frame.to_dicts()
    named = naming.with_provinces(frame, words).rename({"certified_share": "certified_of_passed_share"})
    named = naming.with_column(named, "ratio_said", [ratio(row["mass_per_core"], words) for row in rows])
    named = naming.with_column(named, "basis_said", [words(f"basis.{row['university_basis']}") for row in rows])
    caption = words("universities.provinces", name=name, cohort=view.label("cohort"))
    sheets.table(named, PROVINCES, name="university-provinces", caption=caption)


def teidi(view: View) -> None:
    """The universities' own assessments as supplied; where nobody supplied any, how to."""
    words = view.words
    shell.subheading(words("universities.teidi"))
    frame = universities.teidi(view.store)
    supplied = frame.filter(pl.col("year").is_not_null())
    silent = frame.filter(pl.col("year").is_null()).height
    if view.choice.university:
        supplied = supplied.filter(pl.col("university_code") == view.choice.university)
    if supplied.is_empty():
        shell.notice(words("universities.teidi_none"))
        shell.small(words("universities.teidi_how"))
        return
    plates.says(words("universities.finding.teidi", supplied=frame["university_code"].n_unique() - silent))
    named = naming.with_provinces(supplied, words).with_columns(pl.col("year", "value").cast(pl.String))
    sheets.table(named, TEIDI, name="teidi", caption=words("universities.teidi"))
    sheets.source(words("universities.counted.teidi"), place=words("place.country"))
