"""Register: what a snapshot is made of, what is missing from it, and what its words mean."""

from datetime import date

import polars as pl

from data.measures import measures as all_measures
from data.measures import smallest_shown
from data.schema import TABLES
from pages.parts import sheets, shell
from pages.parts.view import View
from pages.texts import Words
from pages.told import kinds, naming, owing
from queries import catalogue


def debtors_first(submissions: pl.DataFrame, provinces: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """In the order of ``provinces``, but whoever owes a data set or a report before all who owe nothing."""
    ordered = provinces.select("province_code").join(submissions, on="province_code", how="left", maintain_order="left")
    owes = pl.any_horizontal(*(owing.is_owed(name, as_of) for name in owing.CAME)).fill_null(value=False)
    return ordered.sort(owes, descending=True, maintain_order=True)


def submissions(view: View, frame: pl.DataFrame) -> None:
    """Province by data set: when it came, or since when it is owed; those who owe something first."""
    words, as_of = view.words, view.snapshot.as_of
    frame = debtors_first(frame, catalogue.provinces(view.store), as_of)
    rows = frame.to_dicts()
    named = naming.with_provinces(frame, words)
    for name, came in owing.CAME.items():
        said = [_said(name, row[f"{name}_due_on"], row[came], as_of, words) for row in rows]
        named = naming.with_column(named, f"{name}_said", said)
    platforms = [row["platform"] or words("sources.no_platform") for row in rows]
    named = naming.with_column(named, "platform_said", platforms)
    shell.small(words("sources.submissions_note", year=view.label("year")))
    caption = words("sources.tab.submissions")
    sheets.table(named, kinds.SUBMISSIONS, name="submissions", caption=caption)


def _said(name: str, due: date | None, came: date | None, as_of: date, words: Words) -> str:
    is_report = name == "temis_report"
    if came is not None and came <= as_of:
        return words("sources.published" if is_report else "sources.came", date=words.date(came))
    if due is None:
        return words("sources.not_owed")
    if due > as_of:
        return words("sources.not_due", date=words.date(due))
    return words("sources.unpublished" if is_report else "sources.owed", date=words.date(due))


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


def claims(view: View, named: pl.DataFrame) -> None:
    """The register of published figures; of a programme without any, that there is none."""
    words = view.words
    if named.is_empty():
        shell.notice(words("sources.claims_none"))
        return
    shell.small(words("sources.claims_note"))
    sheets.table(named, kinds.CLAIMS, name="claims", caption=words("sources.tab.claims"), row_header="description")


def staff(view: View, named: pl.DataFrame) -> None:
    """The statistics office's counts, where the data's division has them."""
    if named.height:
        sheets.table(named, kinds.STAFF, name="staff", caption=view.words("sources.staff"))


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
            "smallest": smallest_shown(measure),
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
