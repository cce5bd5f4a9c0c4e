"""Words: texts of a coded column as ours, by the vocabulary."""

from functools import cache, lru_cache

from data import reference
from data.ingest.codes import spelt
from data.spelling import unaccented


@cache
def codes_of(kind: str) -> dict[str, str]:
    """Text without accents and case → code, for every text of the kind; two texts that meet must mean one code."""
    rows = reference.read("vocabulary").select("kind", "text", "code").iter_rows()
    return {unaccented(spelt(text)): code for row_kind, text, code in rows if row_kind == kind}


@lru_cache(maxsize=4096)
def code_of(kind: str, text: str) -> str | None:
    """The code a text stands for, None where it is not known."""
    return codes_of(kind).get(unaccented(spelt(text)))
