"""Register: what a snapshot is made of, what is missing from it, and what its words mean."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.measures import measures as all_measures
from data.schema import TABLES
from pages.parts import kinds, naming, sheets, shell
from pages.parts.view import View
from pages.texts import Words

_OWED = ("assessment", "training", "satisfaction")


@dataclass(frozen=True)
class Missing:
    """Data sets due by the snapshot's date, those of them not received, and the provinces that owe one."""

    owed: int
    sets: int
    provinces: int


def missing(submissions: pl.DataFrame, as_of: date) -> Missing:
    """What had not come by that date."""
    due = [pl.col(f"{name}_due_on") <= as_of for name in _OWED]
    open_ = [
        is_due & (pl.col(f"{name}_received_on").is_null() | (pl.col(f"{name}_received_on") > as_of))
        for name, is_due in zip(_OWED, due, strict=True)
    ]
    counted = submissions.select(
        pl.sum_horizontal(*due).sum().alias("owed"),
        pl.sum_horizontal(*open_).sum().alias("sets"),
        pl.any_horizontal(*open_).sum().alias("provinces"),
    )
    return Missing(*(int(value or 0) for value in counted.row(0)))


def submissions(view: View, frame: pl.DataFrame) -> None:
    """Province by data set: when it came, or since when it is owed; those who owe most first."""
    words, as_of = view.words, view.snapshot.as_of
    rows = frame.to_dicts()
    named = naming.with_provinces(frame, words)
    for name in _OWED:
        said = [_said(row[f"{name}_due_on"], row[f"{name}_received_on"], as_of, words) for row in rows]
        named = naming.with_column(named, f"{name}_said", said)
    published = [_said(row["temis_report_due_on"], row["temis_report_published_on"], as_of, words) for row in rows]
    named = naming.with_column(named, "temis_report_said", published)
    platforms = [row["platform"] or words("sources.no_platform") for row in rows]
    named = naming.with_column(named, "platform_said", platforms)
    shell.small(words("sources.submissions_note", year=view.label("year")))
    caption = words("sources.tab.submissions")
    sheets.table(named, kinds.SUBMISSIONS, name="submissions", caption=caption)


def _said(due: date | None, came: date | None, as_of: date, words: Words) -> str:
    if came is not None and came <= as_of:
        return words("sources.came", date=words.date(came))
    if due is None:
        return words("sources.not_owed")
    key = "sources.owed" if due <= as_of else "sources.not_due"
    return words(key, date=words.date(due))


def manifest(view: View) -> None:
    """The snapshot's own description, its sources, and its rows."""
    words, manifest = view.words, view.snapshot.manifest
    facts = {
        "id": manifest.id,
        "title": manifest.said(manifest.title, words.lang),
        "as_of": words.date(manifest.as_of),
        "kind": words(f"kind.{manifest.kind}"),
        "series": manifest.series,
        "division": words(f"division.{manifest.vintage}"),
        "schema": str(manifest.schema_version),
        "files": words.number(len(manifest.parts)),
        "digest": view.snapshot.digest,
        "note": manifest.said(manifest.note, words.lang),
    }
    rows = pl.DataFrame({"name": [words(f"sources.fact.{name}") for name in facts], "value": list(facts.values())})
    sheets.table(rows, kinds.FACTS, name="manifest", caption=words("sources.manifest"))
    listed = pl.DataFrame(
        [
            {key: manifest.said(str(source.get(key) or ""), words.lang) for key in kinds.ORIGINS}
            for source in manifest.sources
        ],
        schema=dict.fromkeys(kinds.ORIGINS, pl.String),
    )
    sheets.table(listed, kinds.ORIGINS, name="origins", caption=words("sources.origins"))
    counts = [(words(f"layer.{TABLES[name].layer}"), name, rows) for name, rows in manifest.rows.items()]
    frame = pl.DataFrame(counts, schema=["layer", "table_name", "rows"], orient="row")
    shell.subheading(words("sources.rows"))
    sheets.folded(frame, kinds.ROWS, name="rows", caption=words("sources.rows"), row_header="table_name")


def measures(view: View) -> None:
    """Every measure: what it counts over what, its definition, and the smallest group shown."""
    words = view.words
    rows = [
        {
            "title": words(f"measure.{name}.title"),
            "counted": words(
                "sources.counted", part=words(f"measure.{name}.part"), whole=words(f"measure.{name}.whole")
            ),
            "definition": words(f"measure.{name}.definition"),
            "smallest": measure.smallest,
            "name": name,
        }
        for name, measure in all_measures().items()
    ]
    sheets.table(pl.DataFrame(rows), kinds.MEASURES, name="measures", caption=words("sources.tab.measures"))


def glossary(view: View) -> None:
    """Terms in both languages and what is meant by them here."""
    both = {lang: Words(lang) for lang in ("vi", "en")}
    rows = [
        {
            "term_vi": both["vi"](f"glossary.{term}.term"),
            "term_en": both["en"](f"glossary.{term}.term"),
            "meaning": view.words(f"glossary.{term}.meaning"),
        }
        for term in view.words.under("glossary")
    ]
    sheets.table(pl.DataFrame(rows), kinds.TERMS, name="glossary", caption=view.words("sources.tab.glossary"))
