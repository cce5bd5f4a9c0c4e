"""Every kind of document says in itself what its maker was shown, opened again by its own library."""

import io
import zipfile
from contextlib import closing

import openpyxl
import polars as pl
import pytest
from docx import Document
from pptx import Presentation
from pypdf import PdfReader

from data.access import Scope
from data.access.viewers import viewer
from data.snapshot import list_snapshots
from data.store import open_store
from pages.papers import deck, makers, reading
from pages.papers.makers import Wanted
from pages.papers.scene import Item
from pages.texts import Words
from tests.papers.test_scenes import ASKED

DEMO = "mo-phong-2022-06-30"
SEEN = {
    "vi": ("Phạm vi được xem: Quảng Ninh", "Bạn đang xem", "Quảng Ninh. Của nơi khác chỉ có số tổng hợp"),
    "en": ("Scope of view: Quang Ninh", "You are viewing", "Quang Ninh. Of other places there are aggregates alone"),
}


@pytest.fixture(scope="module", params=["vi", "en"])
def said(request):
    """What a file must say in that language: at the foot, and name and value among its sources."""
    return request.param, *SEEN[request.param]


@pytest.fixture(scope="module")
def snapshot(demo_state):
    return next(each for each in list_snapshots(demo_state)[0] if each.id == DEMO)


@pytest.fixture(scope="module")
def paper(demo_state, snapshot, said):
    """A sở's own report."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEMIS_STATE", str(demo_state))
        own = viewer("doet", "own_province", provinces=frozenset({"22"}))
        with makers.open_desk(demo_state, snapshot, own) as desk:
            yield makers.paper(desk, "22", Wanted(2021, lang=said[0]))


@pytest.fixture(scope="module")
def pack(snapshot, said):
    """A sở's own pack of a meeting."""
    with closing(open_store(snapshot, Scope.of_province("22"))) as store:
        return deck.of(store, [Item("overview"), Item("assessment")], ASKED, Words(said[0]))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _properties(file: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        return held.read(part).decode()


def test_a_word_document_says_it_at_the_foot_of_its_pages_and_in_its_properties(paper, said):
    _, foot, name, value = said
    file = makers.file(paper, "word")[1]
    section = Document(io.BytesIO(file)).sections[0]

    for place in (section.footer, section.first_page_footer):
        assert foot in place.paragraphs[0].text
    told = _properties(file, "docProps/custom.xml")
    assert name in told
    assert value in told


def test_a_pdf_says_it_on_every_page(paper, said):
    pages = PdfReader(io.BytesIO(makers.file(paper, "pdf")[1])).pages

    assert len(pages) > 1
    assert all(said[1] in _plain(page.extract_text()) for page in pages)


def _book_says(file: bytes, foot: str, name: str, value: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file))
    told = dict(row[:2] for row in book.worksheets[0].iter_rows(values_only=True))

    assert told[name].startswith(value)
    assert all(foot in str(sheet["A2"].value) for sheet in book.worksheets)


def _tables_say(file: bytes, foot: str, name: str, value: str) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        files = {each: held.read(each) for each in held.namelist()}
    tables = [each for each in files if each.endswith(".parquet")]

    assert tables
    for each in tables:
        kept = pl.read_parquet_metadata(io.BytesIO(files[each]))
        rows = files[each.replace(".parquet", ".csv")].decode("utf-8-sig").splitlines()[1:]
        assert kept[name].startswith(value)
        assert foot in kept["foot"]
        assert all(foot in row for row in rows if not row.startswith('"') or row.count('"') % 2 == 0)


def test_a_workbook_says_it_on_its_sheet_of_sources_and_above_every_table(paper, said):
    _book_says(makers.file(paper, "workbook")[1], *said[1:])


def test_csv_says_it_in_every_row_and_parquet_in_its_metadata(paper, said):
    _tables_say(makers.file(paper, "tables")[1], *said[1:])


def test_what_is_read_on_the_screen_before_it_is_taken_says_it_too(paper, said):
    assert said[1] in reading.html(paper)


def test_slides_say_it_on_every_slide_and_in_their_properties(pack, said):
    shown = Presentation(io.BytesIO(makers.pack(pack, "slides")[1]))
    texts = [" ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame) for slide in shown.slides]

    assert len(texts) > 2
    assert all(said[1] in _plain(text) for text in texts)
    assert said[2] in shown.core_properties.comments


def test_the_packs_pages_workbook_and_tables_say_it(pack, said):
    pages = PdfReader(io.BytesIO(makers.pack(pack, "pages")[1])).pages

    assert all(said[1] in _plain(page.extract_text()) for page in pages)
    _book_says(makers.pack(pack, "book")[1], *said[1:])
    _tables_say(makers.pack(pack, "frames")[1], *said[1:])
    assert said[2] in _properties(makers.pack(pack, "figures")[1], "docProps/custom.xml")
