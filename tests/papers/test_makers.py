"""From data, allowance and wish to papers and files: whose provinces, which edition, what is refused and why."""

import io
import zipfile
from contextlib import ExitStack
from dataclasses import replace

import pytest

from data import edition
from data.access import AT_THE_TERMINAL, OPERATOR_SCREENS, SCREENS, Viewer
from data.errors import PaperError, ScopeError
from data.snapshot import Snapshot, list_snapshots
from pages.papers import holding, makers, spool
from pages.papers.makers import Wanted

DEMO = "mo-phong-2022-06-30"
AFTER = "bdtx-mo-phong-2026-06-30"
WANTED = Wanted(2021)
OF_QUANG_NINH = Viewer("doet", frozenset({"22"}), SCREENS, "drawn")


@pytest.fixture(scope="module")
def snapshots(demo_state) -> dict[str, Snapshot]:
    return {each.id: each for each in list_snapshots(demo_state)[0]}


@pytest.fixture(scope="module")
def desk_of(demo_state, snapshots):
    """Desks by snapshot, viewer and division, each opened once."""
    with ExitStack() as stack:
        opened: dict = {}

        def of(viewer=AT_THE_TERMINAL, *, snapshot=DEMO, division=None):
            key = (viewer, snapshot, division)
            if key not in opened:
                desk = makers.open_desk(demo_state, snapshots[snapshot], viewer, division=division)
                opened[key] = stack.enter_context(desk)
            return opened[key]

        yield of


@pytest.fixture(autouse=True)
def state(demo_state, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))


def test_without_a_viewer_every_province_has_a_paper_and_a_viewer_has_their_own(desk_of):
    assert len(desk_of().places) == 63
    assert len(desk_of(division=34).places) == 34
    assert desk_of(OF_QUANG_NINH).places == ("22",)
    assert desk_of(OF_QUANG_NINH, division=34).places == ("22",)


def test_of_the_34_those_that_lie_wholly_within_a_viewers_provinces(desk_of):
    of_one_half = replace(OF_QUANG_NINH, provinces=frozenset({"24", "22"}))  # Bắc Giang went into Bắc Ninh

    assert desk_of(of_one_half, division=34).places == ("22",)


def test_data_of_the_34_have_papers_of_the_63_where_a_province_was_left_alone(desk_of):
    places = desk_of(snapshot=AFTER, division=63).places

    assert "22" in places
    assert "24" not in places
    with pytest.raises(ScopeError) as told:
        makers.paper(desk_of(snapshot=AFTER, division=63), "24", Wanted(2025))
    assert told.value.code == "province_not_told_apart"


def test_another_ones_province_is_refused_by_its_code(desk_of):
    with pytest.raises(ScopeError) as told:
        makers.paper(desk_of(OF_QUANG_NINH), "01", WANTED)

    assert told.value.code == "province_not_yours"


def test_a_guest_gets_no_desk_of_real_data(demo_state, snapshots):
    guest = Viewer("guest", None, SCREENS, "drawn")
    real = replace(snapshots[DEMO], manifest=replace(snapshots[DEMO].manifest, kind="real"))

    with pytest.raises(ScopeError) as told, makers.open_desk(demo_state, real, guest):
        pass
    assert told.value.code == "snapshot_needs_login"


def test_the_operator_has_every_paper(desk_of):
    assert len(desk_of(Viewer("operator", None, OPERATOR_SCREENS, "drawn")).places) == 63


def test_a_viewers_paper_of_their_province_has_the_numbers_that_the_ministry_reads(desk_of):
    ours, theirs = (makers.paper(desk_of(viewer), "22", WANTED) for viewer in (AT_THE_TERMINAL, OF_QUANG_NINH))
    a11 = [next(table for table in paper.tables if table.key == "a11") for paper in (ours, theirs)]

    assert a11[0] == a11[1]
    assert a11[0].rows[0].cells[1].value > 0


def test_the_public_edition_withholds_and_the_internal_one_does_not(desk_of, snapshots, monkeypatch):
    internal, public = (makers.paper(desk_of(), "22", replace(WANTED, edition=name)) for name in ("internal", "public"))

    assert holding.of(internal).withheld == 0 < holding.of(public).withheld
    assert makers.edition_of(snapshots[DEMO], 63, "internal") is edition.INTERNAL
    monkeypatch.setenv("TEMIS_SMALLEST", "25")
    assert makers.edition_of(snapshots[DEMO], 63, "public").smallest == 25


def test_every_kind_of_file_is_made_under_the_papers_name(desk_of):
    paper = makers.paper(desk_of(), "22", WANTED)
    made = dict(makers.file(paper, kind) for kind in makers.KINDS)

    assert sorted(made) == sorted(f"{paper.file}{kind.ending}" for kind in makers.KINDS.values())
    assert [content[:4] for content in made.values()] == [b"PK\x03\x04", b"%PDF", b"PK\x03\x04", b"PK\x03\x04"]


def test_several_provinces_in_one_zip_are_the_same_to_the_byte_another_time(desk_of):
    def packed() -> bytes:
        with spool.held() as into:
            places = makers.reports(desk_of(), WANTED, ("word", "workbook"), ("22", "24"))
            spool.pour((file for _, files in places for file in files), into)
            into.seek(0)
            return into.read()

    first = packed()
    names = zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert [name.rsplit(".", 1)[1] for name in names] == ["docx", "xlsx"] * 2
    assert packed() == first


def test_a_kind_of_file_that_there_is_not_is_said(desk_of):
    with pytest.raises(PaperError) as told:
        next(makers.reports(desk_of(), WANTED, ("odt",), ("22",)))

    assert told.value.code == "papers_kind"
    assert "workbook" in told.value.details["known"]
