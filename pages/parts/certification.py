"""Certification: the way to the certificate, where enrolments stand on it, and what each stage means."""

import polars as pl
import streamlit as st

from pages.figures import stacks, stages
from pages.figures.tables import Kind
from pages.parts import folds, plates, sheets
from pages.parts.view import View
from pages.texts import Words
from pages.told import kinds, naming, saying
from queries import catalogue

STOCK: dict[str, Kind] = {"name": "text", "kind_said": "text", "enrolments": "count", "share_of_all": "share"}
STAGES: dict[str, Kind] = {"name": "text", "meaning": "text", "next_said": "text"}

# The parts of the screen, and the table without which there is nothing to show in each.
TABLES = {"steps": "training", "waiting": "waiting", "stalled": "standstill"}


def found(chain: pl.DataFrame, steps: pl.DataFrame, words: Words) -> str:
    """Of a hundred passed on the LMS how many have a certificate, and the step that takes longest."""
    reached = dict(chain.select("step", "reached").rows())
    if not reached["lms"] or reached["certificate"] is None:
        return words("finding.nothing")
    certified = words.number(reached["certificate"] / reached["lms"] * 100, 0)
    said = [words("certification.finding.certified", certified=certified)]
    known = steps.filter(pl.col("decided") > 0).sort("median_days", "p90_days")
    if known.height:
        longest = known.row(-1, named=True)
        said.append(
            words(
                "certification.finding.longest",
                step=words(f"step.{longest['step']}"),
                median=words.number(longest["median_days"]),
                p90=words.number(longest["p90_days"]),
                waiting=words.number(longest["waiting"]),
            )
        )
    return " ".join(said)


def way(view: View, chain: pl.DataFrame, stock: pl.DataFrame) -> None:
    """Steps that were reached, and beside them where every enrolment stands now."""
    words = view.words
    asked = {"cohort": view.label("cohort"), "module": view.label("module")}
    steps, stands = st.columns(2, gap="large")
    with steps:
        title = words("certification.chain", **asked)
        plates.plate(
            stacks.steps(chain, words=words) if chain["reached"][0] else None,
            key="chain",
            title=title,
            finding=saying.steps(chain, words),
            counted=words("certification.counted.chain"),
            table=lambda: sheets.table(naming.with_steps(chain, words), kinds.STEPS, name="chain", caption=title),
        )
    with stands:
        _stock(view, stock, title=words("certification.stock", **asked))
    title = words("certification.stages")
    folds.fold(
        title,
        key="stages",
        body=lambda: sheets.table(_explained(stock, words), STAGES, name="stages", caption=title),
    )


def _stock(view: View, stock: pl.DataFrame, *, title: str) -> None:
    words = view.words
    named = naming.with_column(stock, "name", [words(f"stage.{stage}") for stage in stock["stage"]])
    kinds_said = [words(f"figure.stages.{stages.KINDS[stage]}") for stage in stock["stage"]]
    named = naming.with_column(named, "kind_said", kinds_said).with_columns(share_of_all="share")
    plates.plate(
        stages.stock(stock, words=words),
        key="stock",
        title=title,
        finding=stock_found(stock, words),
        counted=words("certification.counted.stock"),
        table=lambda: sheets.table(named, STOCK, name="stock", caption=title),
    )


def stock_found(stock: pl.DataFrame, words: Words) -> str:
    """Of those without a certificate: not sent on, waiting for somebody, refused, each apart."""
    known = stock.filter(pl.col("enrolments").is_not_null())
    if known.is_empty():
        return words("finding.nothing")
    kind = pl.col("stage").replace_strict(stages.KINDS)
    by_kind = dict(known.group_by(kind).agg(pl.col("enrolments").sum()).rows())
    counts = {name: by_kind.get(name, 0) for name in ("not_sent", "waiting", "refused")}
    return words(
        "certification.finding.stock",
        without=words.number(sum(counts.values())),
        all=words.number(known["enrolments"].sum()),
        **{name: words.number(count) for name, count in counts.items()},
    )


def _explained(stock: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Every stage the cohort knows: what it means, and who acts next."""
    known = [row["stage"] for row in stock.to_dicts() if row["enrolments"] is not None]
    shown = known or stock["stage"].to_list()
    return pl.DataFrame(
        {
            "name": [words(f"stage.{stage}") for stage in shown],
            "meaning": [words(f"certification.means.{stage}") for stage in shown],
            "next_said": [words(f"certification.acts.{stage}") for stage in shown],
        }
    )


def with_groups(frame: pl.DataFrame, view: View) -> pl.DataFrame:
    """Group or province by name, the one in a chart short; a university with assumed provinces is marked."""
    words, rows = view.words, frame.to_dicts()
    if view.choice.by == "module":
        numbers = dict(
            catalogue.modules(view.store, cohort_code=view.choice.cohort).select("module_code", "number").rows()
        )
        short = [words("term.module", number=numbers[row["group_code"]]) for row in rows]
        names = [view.offer.label("module", row["group_code"], words) for row in rows]
    elif view.choice.by == "university":
        names = [words("certification.university", name=words.name(row), code=row["group_code"]) for row in rows]
        short = [marked(row["group_code"], row["provinces_assumed"], words) for row in rows]
    else:
        names = short = [words.name(row) for row in rows]
    return naming.with_column(naming.with_column(frame, "name", names), "short", short)


def marked(name: str, provinces_assumed: int, words: Words) -> str:
    """A university's name, marked where some of its provinces are only assumed to be its own."""
    return words("certification.provisional", name=name) if provinces_assumed else name


def grouped_place(view: View) -> str:
    """Where groups are counted: modules and cohorts in the province chosen, places beside each other in the country."""
    if view.choice.by in ("module", "cohort"):
        return view.place
    return view.whole


def notes(view: View) -> list[str]:
    """What must be said of the groups chosen: assumed territories, cohorts of one role."""
    words, by = view.words, view.choice.by
    if by == "university":
        key = "academy" if view.choice.audience == "manager" else "assumed"
        return [words(f"certification.note.{key}")]
    return [words("certification.note.cohort")] if by == "cohort" else []
