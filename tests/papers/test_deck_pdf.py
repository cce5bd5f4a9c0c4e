"""A meeting's pack as PDF: a scene a page, its choices and source on each, nothing left out where there is much."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pages.papers import pdf
from pages.papers.scene import KINDS
from tests.papers import drawn, drawn_deck
from tests.papers.test_pdf import _tags


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.of_deck(drawn_deck.deck())


@pytest.fixture(scope="module")
def texts(made) -> list[str]:
    return _texts(made)


def _texts(made: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(made)).pages]


def _of(*scenes, **changes) -> list[str]:
    return _texts(pdf.of_deck(drawn_deck.deck(*scenes, **changes)))


def test_equal_decks_are_equal_bytes(made):
    assert pdf.of_deck(drawn_deck.deck()) == made
    assert pdf.of_deck(drawn_deck.deck(foot="…")) != made


def test_a_scene_is_a_page_across_after_the_first_and_the_decisions_end_it(made, texts):
    pages = PdfReader(io.BytesIO(made)).pages

    assert {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages} == {(842, 595)}
    assert len(texts) == 1 + 4 + 1
    assert drawn_deck.deck().title in texts[0]
    assert [drawn_deck.scene().finding in text for text in texts[1:4]] == [True] * 3
    assert "Kết luận và việc phải làm" in texts[-1]


def test_the_decisions_stand_once_where_they_have_a_scene_of_their_own():
    texts = _of(drawn_deck.bare(kind="decisions", title="Kết luận", finding="2 kết luận."))

    assert len(texts) == 2
    assert "Kết luận và việc phải làm" not in texts[-1]


def test_choices_source_and_foot_are_on_every_page_of_a_scene(texts):
    assert all(drawn_deck.FOOT in text for text in texts)
    for text in texts[1:5]:
        assert drawn_deck.CHOSEN in text
        assert all(line in text for line in drawn_deck.SOURCE)
    assert [text.rstrip().endswith(f"{at}/{len(texts)}") for at, text in enumerate(texts, 1)] == [True] * len(texts)


def test_the_first_page_says_what_data_these_are_and_lists_the_agenda(texts):
    deck = drawn_deck.deck()

    assert deck.subtitle in texts[0]
    assert deck.kind_said in texts[0]
    assert [texts[0].count(scene.title) >= 1 for scene in deck.scenes] == [True] * 4
    assert "geoBoundaries" in texts[0]  # the maps are credited there


def test_tiles_changes_and_who_is_silent_stand_beside_the_pictures(texts):
    scene = drawn_deck.scene()

    for text in texts[1:4]:
        said = (scene.tiles[0].value, scene.tiles[0].note, scene.tiles[0].change, scene.silent_said, scene.changed[0])
        assert all(part in text for part in said)
        assert "Kon Tum, Bạc Liêu" in text
        assert "Bà Rịa" in text


def test_a_picture_has_words_for_who_cannot_see_it(made):
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]
    alts = [tag["/Alt"] for tag in _tags(root["/StructTreeRoot"]) if "/Alt" in tag]

    assert alts.count(drawn_deck.chart().alt) == 2
    assert sum("Hoàng Sa" in alt and "Trường Sa" in alt for alt in alts) == 2


def test_a_long_table_runs_on_with_its_head_and_its_foot():
    listed = _of(drawn_deck.bare(table=drawn.listed(63)), decisions=None)[1:]

    assert len(listed) > 1
    assert all("STT Đơn vị" in text and drawn_deck.CHOSEN in text for text in listed)
    assert "63 " in listed[-1]


def test_what_has_no_room_beside_the_pictures_goes_on_to_the_next_page():
    names = tuple(f"Tỉnh {number}" for number in range(1, 64))
    crowded = _of(drawn_deck.scene(silent=names, moved=drawn_deck.moved(20)), decisions=None)

    assert len(crowded) > 2
    assert all(f"{name}," in " ".join(crowded) for name in names[:-1])
    assert drawn_deck.scene().finding in crowded[1]
    assert " ".join(crowded).count("Bà Rịa") == 20


def test_without_a_map_or_chart_and_without_anything_a_page_still_says_its_finding():
    empty = drawn_deck.bare(table=None, finding="Chưa có số liệu.", chosen="", source=())
    alone = drawn_deck.scene(tiles=(), changed=(), moved=None, silent=(), silent_said="")
    texts = _of(empty, alone, decisions=None)

    assert len(texts) == 3
    assert "Chưa có số liệu." in texts[1]


def test_nothing_in_a_scene_is_taken_for_markup():
    text = _of(drawn_deck.bare(title=drawn.MARKUP, finding=drawn.MARKUP, chosen=drawn.MARKUP), title=drawn.MARKUP)
    start = drawn.MARKUP.split(" @")[0]

    assert start in text[0]
    assert text[1].count(start) == 3


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_kind_of_scene_is_a_page_in_both_languages(lang):
    scenes = [replace(drawn_deck.scene(kind), title=f"{kind}!") for kind in KINDS]
    texts = _of(*scenes, lang=lang)

    assert [f"{kind}!" in text for kind, text in zip(KINDS, texts[1:], strict=True)] == [True] * len(KINDS)
