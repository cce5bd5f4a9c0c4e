"""Makers: the one place where data, a viewer's allowance and what is wanted become papers, and papers files."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data import access, divisions, edition, history, report_form, settings, targets
from data.access import Viewer
from data.errors import PaperError, ScopeError
from data.snapshot import Snapshot
from data.store import Store, open_store
from pages.papers import annex, book, pdf, pictures, slides, temis, word
from pages.papers.blocks import Paper
from pages.papers.deck import Deck
from pages.texts import Words
from pages.told import viewing
from queries import catalogue


@dataclass(frozen=True)
class Wanted:
    """What a report is to be, whoever it is of: its year, its form, its edition and its language."""

    report_year: int
    form: str = "tables"
    is_compared: bool = True
    edition: str = "internal"
    lang: str = "vi"


@dataclass(frozen=True)
class Desk:
    """What papers are made from: a store, for each place the store with its schools, and whose provinces they are.

    ``own`` are provinces of the data's division; None: all.
    """

    store: Store
    units: Callable[[str], Store | None]
    own: frozenset[str] | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """Provinces of the division shown that are wholly the viewer's and that the data tell apart, in order."""
        carried = divisions.carrying(self.store.snapshot.vintage, self.store.division, self.own)
        return tuple(sorted({unit for _, unit in carried}))


@dataclass(frozen=True)
class Kind:
    """A kind of file: what follows the paper's name, its media type, and what makes it."""

    ending: str
    media: str
    make: Callable[[Paper], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "word": Kind(".docx", f"{_OFFICE}.wordprocessingml.document", word.docx),
    "pdf": Kind(".pdf", "application/pdf", pdf.of_paper),
    "workbook": Kind(".xlsx", f"{_OFFICE}.spreadsheetml.sheet", book.xlsx),
    "tables": Kind("-csv-parquet.zip", "application/zip", book.tables),
}
PACKS: dict[str, tuple[str, str, Callable[[Deck], bytes]]] = {
    "slides": (".pptx", f"{_OFFICE}.presentationml.presentation", slides.pptx),
    "pages": (".pdf", "application/pdf", pdf.of_deck),
    "figures": (".docx", KINDS["word"].media, lambda deck: word.docx(annex.of(deck))),
    "book": (".xlsx", KINDS["workbook"].media, lambda deck: book.xlsx(annex.of(deck))),
    "frames": ("-csv-parquet.zip", KINDS["tables"].media, lambda deck: book.tables(annex.of(deck))),
}


@contextmanager
def open_desk(
    state: Path, snapshot: Snapshot, viewer: Viewer = access.AT_THE_TERMINAL, *, division: int | None = None
) -> Iterator[Desk]:
    """A desk for many papers, with the schools of every province that the viewer may see."""
    scope = access.scope_of(viewer, snapshot, every_unit=True)
    store = open_store(snapshot, scope, history.path(state), division=division, targets=targets.path(state))
    try:
        yield Desk(store, lambda _: store, scope.provinces)
    finally:
        store.close()


def paper(desk: Desk, place: str | None, wanted: Wanted) -> Paper:
    """The report of one province, or of all that the viewer may see (None); raises ScopeError for another's."""
    store = desk.store
    if place is not None and place not in desk.places:
        _refuse(desk, place)
    words = Words(wanted.lang)
    parts, faults = report_form.in_force(report_form.path(settings.state()))
    return temis.report(
        store,
        province_code=place,
        report_year=wanted.report_year,
        words=words,
        form=wanted.form,
        compared=wanted.is_compared,
        edition=edition_of(store.snapshot, store.division, wanted.edition),
        picture=pictures.drawn(store, words),
        units_store=desk.units(place) if place else None,
        parts=parts,
        faults=faults,
    )


def years(store: Store) -> list[int]:
    """Report years of teachers, of whom every report speaks first; none where nobody was assessed."""
    return catalogue.report_years(store, audience="teacher")["report_year"].to_list()


def names(store: Store, words: Words) -> dict[str, str]:
    """What each province of the division shown is called."""
    return {row["province_code"]: words.name(row) for row in catalogue.provinces(store).to_dicts()}


def seen(desk: Desk, words: Words) -> str:
    """What whoever makes papers at this desk is shown, in a sentence."""
    return viewing.line(desk.store, words)


def _refuse(desk: Desk, place: str) -> None:
    """Say why a place has no paper: it is somebody else's, or the data cannot tell it apart."""
    snapshot, shown = desk.store.snapshot, desk.store.division
    if place not in {unit for _, unit in divisions.carrying(snapshot.vintage, shown)}:
        raise ScopeError("province_not_told_apart", province=place, division=snapshot.vintage)
    raise ScopeError("province_not_yours", province=place)


def edition_of(snapshot: Snapshot, division: int, name: str) -> edition.Edition:
    """The edition of that name: everything, or without the groups that are too small to be published."""
    if name == "internal":
        return edition.INTERNAL
    return edition.public(snapshot, division=division, smallest=settings.smallest())


def file(made: Paper, kind: str) -> tuple[str, bytes]:
    """A paper as a file of that kind: its name and its bytes."""
    return f"{made.file}{KINDS[kind].ending}", KINDS[kind].make(made)


def pack(made: Deck, kind: str) -> tuple[str, bytes]:
    """A meeting's pack as slides, as pages, or its numbers as a text, a workbook or frames."""
    ending, _, make = PACKS[kind]
    return f"{made.file}{ending}", make(made)


def reports(
    desk: Desk, wanted: Wanted, kinds: Iterable[str], places: Iterable[str]
) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Place after place its report in every kind; each is gone from memory when the next is made."""
    wished = tuple(kinds)
    if unknown := [kind for kind in wished if kind not in KINDS]:
        raise PaperError("papers_kind", kind=unknown[0], known=", ".join(KINDS))
    for place in places:
        made = paper(desk, place, wanted)
        yield place, [file(made, kind) for kind in wished]
