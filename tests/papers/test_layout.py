"""Layout: what is reckoned before anything is printed, against the letters that are printed with."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageFont

from pages.papers import layout, stretches
from pages.papers.blocks import Cell, Column, Heading, PageBreak, Row, Signature, Table, Text, Turn
from tests.papers import drawn

ROOT = Path(__file__).resolve().parents[2]
WIDE, ACROSS = layout.text_width(is_landscape=False), layout.text_width(is_landscape=True)


def _table(*rows: Row, columns: int = 1) -> Table:
    return Table("t", "", (Column("Cột"),) * columns, rows)


def _rows(pattern: str) -> Table:
    """A row for each letter; B heads a block."""
    return _table(*(Row((Cell(letter),), is_block=letter == "B") for letter in pattern))


@pytest.mark.parametrize(("face", "is_bold"), [("Regular", False), ("Bold", True)])
def test_words_are_reckoned_as_wide_as_they_are_printed(face, is_bold):
    font = ImageFont.truetype(ROOT / "static" / "fonts" / f"Tinos-{face}.ttf", 1000)
    told = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "pages" / "texts" / "vi").glob("*.toml"))
    words = {word for word in re.findall(r"[^\W_]+", told) if len(word) > 2}
    ratios = [font.getlength(word) / 1000 * 12 * 25.4 / 72 / layout.wide(word, 12, is_bold=is_bold) for word in words]

    assert len(words) > 500
    assert sum(ratio > 1.03 for ratio in ratios) < len(ratios) / 33
    assert 0.9 < sorted(ratios)[len(ratios) // 2] <= 1


@pytest.mark.parametrize("table", drawn.paper().tables, ids=lambda table: table.key)
@pytest.mark.parametrize("width", [WIDE, ACROSS])
def test_columns_fill_the_page_and_no_word_or_number_is_broken(table, width):
    fitted = layout.fitted(table, width)

    assert sum(fitted.widths) == pytest.approx(width)
    for at, column in enumerate(table.columns):
        texts = [row.cells[at].text for row in table.rows]
        pieces = [word for text in texts for word in text.split()] if column.form == "text" else texts
        inside = fitted.widths[at] - 2 * layout.PADDING_MM
        assert max(layout.wide(piece, fitted.size) for piece in [*pieces, *column.title.split()]) <= inside


def test_a_table_is_printed_as_large_as_it_may_be():
    assert layout.fitted(drawn.completed(), WIDE).size == 12
    assert layout.fitted(drawn.completed(), WIDE, largest=9).size == 9
    assert layout.fitted(drawn.rated(), WIDE).size < layout.fitted(drawn.rated(), ACROSS).size
    assert layout.fitted(drawn.rated(), ACROSS, breadth=1.3).size < layout.fitted(drawn.rated(), ACROSS).size


def test_what_does_not_fit_at_all_is_pressed_into_the_width():
    crowded = _table(Row((Cell("Nghiêng"),) * 40), columns=40)
    fitted = layout.fitted(crowded, WIDE)

    assert fitted.size == 8
    assert sum(fitted.widths) == pytest.approx(WIDE)


def test_columns_keep_the_proportions_asked_for_where_there_is_room():
    columns = (Column("a", width=3), Column("b", width=1))
    fitted = layout.fitted(Table("t", "", columns, (Row((Cell("x"), Cell("y"))),)), 100)

    assert fitted.widths == pytest.approx((75, 25))


def test_short_names_stand_on_one_line():
    fitted = layout.fitted(drawn.rated(), ACROSS)

    assert layout.wide("Trung học phổ thông", fitted.size, is_bold=True) < fitted.widths[0]


def test_letters_become_smaller_before_names_become_a_column_of_single_words():
    columns = (Column("Tiêu chí"), *(Column("Số lượng", "count") for _ in range(9)))
    name = "Xây dựng môi trường giáo dục an toàn, lành mạnh, dân chủ"
    crowded = Table("t", "", columns, (Row((Cell(name), *(Cell("198.315") for _ in range(9)))),))
    fitted = layout.fitted(crowded, WIDE)

    assert fitted.size < 12
    assert len(layout.lines(name, fitted.widths[0] - 2 * layout.PADDING_MM, fitted.size)) <= 3


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("", ""),
        ("a", "."),
        ("aaa", "++."),
        ("aaaaaa", "++..+."),
        ("BaaBaa", "++.++."),
        ("aBaB", ".++."),
        ("B" + 9 * "a" + "Ba", "+" + 9 * "." + "+."),
    ],
)
def test_rows_that_belong_together_stay_on_one_page(rows, kept):
    """+ stays with the next row; a short block whole, a long one by its first rows, the last row never alone."""
    assert "".join("+" if held else "." for held in layout.kept_together(_rows(rows))) == kept


def test_rows_are_set_in_under_the_head_of_their_block():
    assert [bool(inset) for inset in layout.insets(_rows("aBaaBa"))] == [False, False, True, True, False, True]


def test_headings_cover_neighbours_only():
    columns = [Column("a", group="x"), Column("b", group="x"), Column("c"), Column("d"), Column("e", group="x")]

    assert layout.headings(columns) == [("x", 2), ("", 1), ("", 1), ("x", 1)]


def test_a_picture_leaves_room_for_its_caption_and_stays_within_the_margins():
    large = replace(drawn.picture(), width_mm=900)

    assert layout.picture_width(large, tall=0.4, is_landscape=False) == WIDE
    assert layout.picture_width(large, tall=2, is_landscape=True) * 2 == 170 - layout.CAPTION_MM
    assert layout.picture_width(replace(large, width_mm=50), tall=1, is_landscape=False) == 50


def test_stretches_are_pages_of_one_direction_without_empty_ones():
    blocks = (PageBreak(), Turn(True), Turn(False), Text("a"), PageBreak(), Turn(False), Turn(True), Heading("b"))
    found = stretches.of(drawn.paper(blocks=blocks, head=None))

    assert [(stretch.is_landscape, len(stretch.blocks)) for stretch in found] == [(False, 1), (True, 1)]
    assert [len(stretch.blocks) for stretch in stretches.of(drawn.paper(blocks=(), head=None))] == [0]


def test_a_paper_is_signed_once_and_only_under_a_head():
    def signed(**changes: object) -> list[int]:
        blocks = stretches.of(drawn.paper(**changes))[0].blocks
        return [at for at, block in enumerate(blocks) if isinstance(block, Signature)]

    assert signed(blocks=(Text("a"),)) == [1]
    assert signed(blocks=(Signature(), Text("a"))) == [0]
    assert signed(blocks=(Signature(), Text("a")), head=None) == []
