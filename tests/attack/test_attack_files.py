"""Every kind of paper and pack that an attacker may have made, and what commands write for one province."""

import hashlib

import pytest

from data import settings
from data.commands import main
from data.errors import ScopeError
from data.snapshot import open_snapshot
from pages.papers import deck, makers
from pages.papers.makers import Wanted
from pages.papers.scene import KINDS, Asked, Item
from pages.texts import Words
from tests.attack import comparing, visiting_worlds
from tests.attack.worlds import DEMO

WISHES = [
    Wanted(2021, form, is_compared=form == "tables", edition=edition, lang=lang)
    for form, edition, lang in (("tables", "internal", "vi"), ("sentences", "public", "en"))
]
_ASKED = Asked("teacher", "teacher-mass-2020", "all", 2021, "support_satisfied", "lms_passed", province="", since=None)
_COMMANDS = {
    "reports": ("reports", "--province", "22", "--year", "2021", "--snapshot", DEMO, "--kind", "tables"),
    "packs": ("packs", "--province", "22", "--kind", "workbook", "--edition", "internal"),
}


@pytest.mark.parametrize("who", ["doet-22", "doet-24-of-34", "university", "analyst"])
def test_no_paper_or_pack_holds_what_is_hidden_from_them(pair_of, who):
    pair, made = pair_of(who), []
    for state in (pair.one, pair.other):
        with visiting_worlds.as_if(pair.who, state, masks_of=pair.one) as viewer:
            made.append(_everything(state, viewer, pair.who))

    assert len(made[0]) == 2 * len(WISHES) * len(makers.KINDS) + len(makers.PACKS)
    assert comparing.leaks(who, *made, pair.digests) == []


def _everything(state, viewer, who):
    """Name and bytes of every paper of their own place and of all that is theirs, and of a meeting's pack."""
    snapshot = open_snapshot(state / "snapshots" / DEMO)
    found = []
    with makers.open_desk(state, snapshot, viewer, division=63) as desk:
        for wanted in WISHES:
            for place in (who.own, None):
                paper = makers.paper(desk, place, wanted)
                found += [makers.file(paper, kind) for kind in makers.KINDS]
        pack = deck.of(desk.store, [Item(kind) for kind in KINDS], _ASKED, Words("vi"))
        found += [makers.pack(pack, kind) for kind in makers.PACKS]
    return found


@pytest.mark.parametrize("who", ["doet-22", "university"])
def test_another_provinces_paper_is_refused(pair_of, who):
    pair = pair_of(who)
    with visiting_worlds.as_if(pair.who, pair.one) as viewer:
        snapshot = open_snapshot(pair.one / "snapshots" / DEMO)
        with makers.open_desk(pair.one, snapshot, viewer, division=63) as desk:
            assert "48" not in desk.places
            with pytest.raises(ScopeError):
                makers.paper(desk, "48", WISHES[0])


@pytest.mark.parametrize("command", _COMMANDS)
def test_what_a_command_writes_for_a_province_holds_nothing_of_others(pair_of, command, tmp_path, capsys):
    pair, told = pair_of("doet-22"), []
    for number, state in enumerate((pair.one, pair.other)):
        into = tmp_path / str(number)
        with visiting_worlds.as_if(pair.who, state, masks_of=pair.one):
            assert main([*_COMMANDS[command], "--to", str(into)]) == 0
        told.append(_written(into, capsys.readouterr().out.replace(str(into), "")))

    assert comparing.leaks(command, *told, pair.digests) == []
    assert any(name.endswith((".zip", ".xlsx")) for name, _ in told[0])


def _written(into, said):
    """What it said and every file it wrote, but for the list of digests of those files."""
    files = [path for path in sorted(into.rglob("*")) if path.is_file() and path.name not in ("manifest.json", ".lock")]
    return [("said", said.encode()), *((str(path.relative_to(into)), path.read_bytes()) for path in files)]


def test_static_files_hold_no_data_and_no_visit_writes_one(pair_of):
    pair = pair_of("ministry")
    before = _static()
    for screen in ("overview", "map", "explorer", "papers"):
        visiting_worlds.seen(pair.who, pair.one, screen, {"snapshot": DEMO, "province": "22"})

    assert _static() == before
    assert {name.rsplit(".", 1)[-1] for name in before} <= {
        *("js", "css", "html", "json", "geojson", "woff2", "ttf", "svg", "png", "md", "txt")
    }
    secrets = [part.sha256 for part in open_snapshot(pair.one / "snapshots" / DEMO).manifest.parts]
    assert not set(secrets) & set(before.values())


def _static():
    place = settings.ROOT / "static"
    files = [path for path in place.rglob("*") if path.is_file()]
    return {str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
