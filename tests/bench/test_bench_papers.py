"""The bench of papers: each row is measured beside its bare way, and the bare way writes the same cells."""

import io

from docx import Document

from pages.papers import makers
from tests.bench import papers
from tests.papers import drawn


def test_a_report_and_a_pack_are_measured_beside_their_bare_ways(demo_state, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    rows = [papers.one_report(demo_state, "workbook", 1), papers.one_pack(demo_state, "slides")]

    assert [row[0] for row in rows] == ["one report, workbook", "meeting pack, slides"]
    assert all(figure > 0 for row in rows for figure in row[1:])
    assert all(row[-1] == row[2] / row[-2] for row in rows)
    assert "one report, workbook" in papers.as_markdown(rows, 1)


def test_the_bare_way_writes_every_cell():
    held = io.BytesIO()
    papers._bare_document(drawn.paper()).save(held)
    tables = Document(held).tables

    assert [(len(table.rows), len(table.columns)) for table in tables] == [(21, 4), (21, 13), (64, 5)]
    assert [cell.text for cell in tables[0].rows[1].cells] == ["Tổng số", "12.275", "11.413", "93"]


def test_all_provinces_are_measured_in_kinds_that_can_be_made():
    assert {kind for kinds in papers._ALL.values() for kind in kinds} == set(makers.KINDS)
