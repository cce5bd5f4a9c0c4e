"""Training: which module lags in which cohort, and at which step people are lost."""

from typing import Any

import polars as pl

from data.schema import ALL
from pages.figures import matrices, palettes, stacks
from pages.papers import framed, scenes_moved
from pages.papers.scene import Chart, Native, Scene, Series, Tile
from pages.papers.scenes_seen import Seen
from pages.texts import Words
from pages.told import findings, kinds, naming, saying
from queries import catalogue, completion, overview


def modules_scene(seen: Seen) -> Scene:
    """Every cohort by every module: what has passed on the LMS."""
    words, store, audience = seen.words, seen.store, seen.asked.audience
    matrix = completion.by_cohort_module(store, audience=audience, province_code=seen.province)
    chain = completion.chain(store, cohort_code=seen.asked.cohort, province_code=seen.province)
    named = naming.with_cohorts(matrix, catalogue.cohorts(store, audience=audience), words)
    title = words("modules.matrix", place=seen.place)
    has_any = matrix["lms_share"].count() > 0
    return Scene(
        title=words("scenes.title.modules", place=seen.place),
        finding=findings.modules(matrix, chain, seen.asked.cohort, words),
        chart=_matrix(named, title, words) if has_any else None,
        table=framed.table(named, kinds.COHORT_MODULES, key="modules", title=title, words=words) if has_any else None,
        source=seen.source("lms_passed"),
        chosen=seen.chosen("audience", "cohort"),
        **_since(seen, "lms_passed", ALL),
    )


def chain_scene(seen: Seen) -> Scene:
    """From enrolment to certificate, one cohort and module: where people wait or are refused."""
    words = seen.words
    course = {"cohort_code": seen.asked.cohort, "module_code": seen.asked.module}
    chain = completion.chain(seen.store, **course, province_code=seen.province)
    title = words("modules.chain", cohort=seen.label("cohort"), module=seen.label("module"))
    said = saying.steps(chain, words)
    named = naming.with_steps(chain, words)
    has_any = bool(chain["reached"][0])
    return Scene(
        title=words("scenes.title.chain", place=seen.place),
        finding=said,
        tiles=_steps(chain, words),
        chart=_chain(chain, f"{title}. {said}", title, words) if has_any else None,
        table=framed.table(named, kinds.STEPS, key="chain", title=title, words=words) if has_any else None,
        source=seen.source("certified"),
        chosen=seen.chosen("audience", "cohort", "module"),
        **_since(seen, "certified", seen.asked.module),
    )


def _since(seen: Seen, measure: str, module: str) -> dict[str, Any]:
    """What changed, who moved most and who is silent, of a training measure; and the item itself."""
    frame = overview.by_province(seen.store, **seen.key(measure, module=module))
    quiet = scenes_moved.silent(seen, measure, frame)
    return {
        "item": seen.item,
        "changed": scenes_moved.said(seen, measure, module=module),
        "moved": scenes_moved.table(seen, measure, module=module),
        "silent": quiet.names,
        "silent_said": quiet.said,
    }


def _matrix(named: pl.DataFrame, title: str, words: Words) -> Chart:
    """A heat matrix on the screen; for an office program columns by module, a colour a cohort."""
    numbers = sorted(set(named["number"]))
    cohorts = named.unique("cohort_code").sort("role", "intake", "cohort_code")
    colours = palettes.categorical(cohorts.height)
    series = []
    for row, colour in zip(cohorts.to_dicts(), colours, strict=True):
        own = dict(named.filter(cohort_code=row["cohort_code"]).select("number", "lms_share").iter_rows())
        series.append(Series(row["cohort"], tuple(own.get(number) for number in numbers), colour))
    categories = tuple(words("term.module", number=number) for number in numbers)
    alt = f"{title}. {saying.matrix(named, words)}"
    return Chart(title, alt, matrices.cohort_module(named, words=words), Native("columns", categories, tuple(series)))


def _chain(chain: pl.DataFrame, alt: str, title: str, words: Words) -> Chart:
    rows = chain.sort("step_no")
    figure = stacks.steps(chain, words=words)
    series = tuple(Series(bar.name, tuple(rows[bar.meta]), bar.marker.color) for bar in figure.data)
    categories = tuple(words(f"step.{step}") for step in rows["step"])
    return Chart(title, alt, figure, Native("stacked", categories, series, is_share=False))


def _steps(chain: pl.DataFrame, words: Words) -> tuple[Tile, ...]:
    """How many enrolled, and how many of them have the certificate."""
    reached = dict(chain.select("step", "reached").iter_rows())
    first, last = reached["enrolled"], reached["certificate"]
    if not first:
        return ()
    enrolled = Tile(words("step.enrolled"), words.number(first), words("measure.certified.whole"))
    if last is None:
        return (enrolled, Tile(words("step.certificate"), words("state.no_data")))
    note = words(
        "overview.counts", part=words.number(last), whole=words.number(first), what=words("measure.certified.whole")
    )
    return (enrolled, Tile(words("step.certificate"), words.ratio(last, first), note))
