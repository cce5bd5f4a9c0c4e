"""“Bạn đang xem: …”: what each role is told on every screen of what it sees, and the sign for what it does not."""

import io
import json
import re
from dataclasses import replace
from html import unescape

import openpyxl
import polars as pl
import pytest

from data import access
from data.access import Scope
from data.access.viewers import viewer
from data.snapshot import list_snapshots
from data.store import open_store
from pages.figures import tables, workbook_table
from pages.figures.tables import Col
from pages.parts import limits, sheets
from pages.parts.choice import Catalogue, address, parse
from pages.texts import Words
from pages.told import viewing
from tests.pages.test_choice import CATALOGUE
from tests.pages.test_screens import DEMO, PUBLISHED, _notices, _open, _said, state  # noqa: F401 - a fixture
from tests.pages.test_taking import offered  # noqa: F401 - a fixture

VI = Words("vi")
TERRITORY = frozenset({"02", "08", "10", "15", "24"})
WHO = {
    "doet": viewer("doet", "own_province", provinces=frozenset({"22"})),
    "analyst": viewer("analyst", "whole_country"),
    "university": viewer("university", "own_territory", provinces=TERRITORY),
    "district": viewer("district", "own_district", provinces=frozenset({"22"}), districts=frozenset({"193", "194"})),
    "ministry": viewer("ministry", "whole_country"),
}
SHORT = {
    "doet": "Quảng Ninh",
    "analyst": "toàn quốc (63 tỉnh, thành phố)",
    "university": "5 tỉnh, thành phố",
    "district": "2 đơn vị cấp huyện, cấp xã thuộc Quảng Ninh",
    "ministry": "toàn quốc (63 tỉnh, thành phố)",
}
LONG = SHORT | {
    "university": "Hà Giang, Tuyên Quang, Lào Cai, Yên Bái, Bắc Giang",
    "district": "Thành phố Hạ Long, Thành phố Móng Cái, thuộc Quảng Ninh",
}


@pytest.fixture
def as_role(state, monkeypatch):  # noqa: F811
    """Makes whoever comes a viewer of that role."""

    def become(role):
        monkeypatch.setattr(access, "viewer_of", lambda claims: WHO[role])
        return WHO[role]

    return become


@pytest.fixture
def opened(state):  # noqa: F811
    """A store of the demo for a scope, in a division; closed at the end."""
    held = []
    snapshots = {each.id: each for each in list_snapshots(state)[0]}

    def make(scope, *, division=None, name=DEMO):
        held.append(open_store(snapshots[name], scope, division=division))
        return held[-1]

    yield make
    for store in held:
        store.close()


@pytest.mark.parametrize(
    ("role", "screen"), [(role, screen) for role, who in WHO.items() for screen in who.screens if screen != "intake"]
)
def test_every_screen_says_to_every_role_what_is_looked_at_and_never_breaks(as_role, role, screen):
    as_role(role)
    run = _open(screen, snapshot=DEMO, lang="vi")
    said = unescape(_said(run))

    assert not run.exception
    assert _notices(run, "error") == []
    assert f">{VI('viewing.chip', scope=SHORT[role])}</p>" in said
    foot = said[said.index("<footer") :]
    assert VI("foot.sees", scope=LONG[role]) in foot
    assert VI(f"viewing.role.{role}") in foot
    assert (VI("viewing.legend") in foot) == (role != "ministry")
    limited = role in ("doet", "university")
    assert not (limited and re.search(r't-finding">Cả nước', said)), "what some provinces are is not the country's"


def test_words_of_a_scope_follow_what_it_is_told_apart_by_alone(opened):
    guests, everybodys = Scope(reason="open_data_only"), Scope(reason="whole_country")

    assert guests.key == everybodys.key
    assert viewing.line(opened(guests), VI) == viewing.line(opened(everybodys), VI)


@pytest.mark.parametrize(
    ("scope", "division", "said"),
    [
        (Scope(), 63, "Bạn đang xem: toàn quốc (63 tỉnh, thành phố)."),
        (Scope(), 34, "Bạn đang xem: toàn quốc (34 tỉnh, thành phố)."),
        (Scope.of_province("22"), 34, "Bạn đang xem: Quảng Ninh."),
        (Scope.of_province("15"), 34, "Bạn đang xem: Yên Bái (theo 63 tỉnh, thành phố; không tách được"),
        (Scope(frozenset({"10", "15"})), 34, "Bạn đang xem: Lào Cai."),
        (Scope(frozenset()), 63, "Bạn đang xem: không có tỉnh, thành phố nào."),
    ],
)
def test_places_are_called_as_the_division_shown_calls_them(opened, scope, division, said):
    assert viewing.line(opened(scope, division=division), VI).startswith(said)


def test_what_is_withheld_is_said_with_its_threshold_and_of_whom(opened):
    own = Scope.of_province("22")
    careful = Scope(is_careful=True, smallest=15)

    assert viewing.withheld(opened(Scope()), VI) == ""
    assert "nơi khác" in viewing.withheld(opened(own), VI)
    assert "dưới 15 người" in viewing.withheld(opened(careful), VI)
    assert "ở bất cứ nơi nào" in viewing.withheld(opened(careful), VI)
    assert viewing.withheld(opened(own, name=PUBLISHED), VI) == "", "published figures are quoted as they are"


@pytest.mark.parametrize("screen", ["modules", "assessment", "needs", "papers", "explorer", "meeting"])
def test_another_province_is_answered_by_its_name_and_the_way_back(as_role, screen):
    as_role("doet")
    run = _open(screen, snapshot=DEMO, lang="vi", province="01")
    said = _said(run)

    assert VI("viewing.own", own="Quảng Ninh", place="Hà Nội") in said
    assert "Tỉnh 01" not in said
    assert "chưa có" not in said.lower(), "what is not theirs is not missing"
    run.button(key="beyond-own").click().run()
    assert run.query_params["province"] in ("22", ["22"])
    assert VI("viewing.own", own="Quảng Ninh", place="Hà Nội") not in _said(run)


def test_of_another_province_the_profile_shows_what_is_meant_for_all_and_says_what_is_not(as_role):
    as_role("doet")
    run = _open("province", snapshot=DEMO, lang="vi", province="01")

    assert VI("viewing.schools_of_others", place="Hà Nội") in _said(run)
    assert "Hà Nội so với cả nước" in _said(run)
    assert _notices(run, "error") == []


@pytest.mark.parametrize("role", ["analyst", "university"])
@pytest.mark.parametrize("screen", ["province", "needs"])
def test_who_sees_no_schools_is_told_so_quietly(as_role, role, screen):
    as_role(role)
    run = _open(screen, snapshot=DEMO, lang="vi", province="15")

    assert VI("viewing.no_schools") in _said(run)
    assert _notices(run, "error") == []


def test_a_district_sees_its_own_rows_alone_and_no_page_that_is_not_its_own(as_role):
    as_role("district")
    said = _said(_open("province", snapshot=DEMO, lang="vi"))
    rows = re.findall(r'<th scope="row">(.*?)</th>', said[said.index("Các huyện") :])

    assert rows == ["Thành phố Hạ Long", "Thành phố Móng Cái"]
    assert VI("viewing.screen_closed") in _said(_open("modules", snapshot=DEMO, lang="vi"))


def _limited(**more) -> Catalogue:
    return replace(CATALOGUE, home="22", inner=frozenset({"22"}), **more)


def test_a_viewer_of_one_province_begins_with_it_and_may_choose_none():
    begun, _ = parse({}, _limited())
    let_go, problems = parse({"province": ""}, _limited())
    later, _ = parse({}, _limited(), session={"province": ""})

    assert (begun.province, let_go.province, later.province) == ("22", "", "")
    assert problems == []
    assert parse({}, CATALOGUE)[0].province == ""


def test_the_address_of_a_view_without_a_province_reopens_it_for_a_viewer_of_one():
    chosen, _ = parse({"province": ""}, _limited())
    written = address(chosen, "map", home="22")

    assert written["province"] == ""
    assert parse(written, _limited())[0].province == ""
    assert "province" not in address(chosen, "map")


def test_into_the_districts_of_others_nobody_goes():
    asked = {"shapes": "districts", "province": "01"}

    assert parse(asked, _limited())[0].shapes == "provinces"
    assert parse(asked | {"province": "22"}, _limited())[0].shapes == "districts"
    assert parse(asked, CATALOGUE)[0].shapes == "districts"


COLUMNS = [Col("name", "Tỉnh"), Col("part", "Đạt", "count"), Col("share", "Tỉ lệ", "share_or_state")]
ROWS = pl.DataFrame(
    {
        "name": ["A", "B", "C"],
        "part": [0, None, None],
        "share": [0.0, None, None],
        "state": ["value", "withheld", "no_data"],
    }
)


def test_a_withheld_number_of_a_table_is_its_sign_with_a_legend_and_neither_blank_nor_nought():
    html = tables.html(COLUMNS, ROWS, words=VI, caption="Bảng")
    cells = [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td.*?</td>", html)]

    assert cells == ["0", "0,0 %", "…", VI("state.withheld"), "–", VI("state.no_data")]
    assert unescape(html).count(VI("viewing.legend")) == 1
    assert "temis-legend" not in tables.html(COLUMNS, ROWS.filter(state="no_data"), words=VI, caption="Bảng")


def test_a_workbook_holds_the_sign_and_says_what_it_stands_for():
    held = workbook_table.xlsx(ROWS, COLUMNS, caption="Bảng", told=[("Bảng", "x")], words=VI)
    sheet, source = openpyxl.load_workbook(io.BytesIO(held)).worksheets

    assert [sheet[f"B{row}"].value for row in (2, 3, 4)] == [0, "…", "–"]
    assert ("…", VI("viewing.legend")) in list(source.iter_rows(values_only=True))


def test_a_csv_holds_the_sign_its_note_and_what_its_taker_saw(state):  # noqa: F811
    snapshot = next(each for each in list_snapshots(state)[0] if each.id == DEMO)
    text = sheets.csv(ROWS, snapshot, seen="Bạn đang xem: A.", words=VI)
    rows = pl.read_csv(io.BytesIO(text), infer_schema=False).to_dicts()

    assert [row["part"] for row in rows] == ["0", "…", None]
    assert [row["note_withheld"] for row in rows] == [None, VI("viewing.legend"), None]
    assert {row["scope"] for row in rows} == {"Bạn đang xem: A."}


def test_a_negative_number_beside_a_withheld_one_stays_a_number(state):  # noqa: F811
    snapshot = next(each for each in list_snapshots(state)[0] if each.id == DEMO)
    frame = ROWS.with_columns(part=pl.Series([-3, None, 1]))

    assert sheets.csv(frame, snapshot, seen="", words=VI).decode("utf-8-sig").splitlines()[1].startswith("A,-3,")


def test_totals_that_lack_groups_are_said_to(as_role, opened):
    as_role("analyst")
    run = _open("modules", snapshot=DEMO, lang="vi")
    made = run.session_state["view"]

    lacking = [limits.told(replace(made, store=_Lacking(made.store, lacks))) for lacks in (0, 3)]
    assert [VI("viewing.withheld.totals") in said for said in lacking] == [False, True]


class _Lacking:
    """A store out of which so many groups were left."""

    def __init__(self, store, leaves_out):
        self._store, self.leaves_out = store, leaves_out

    def __getattr__(self, name):
        return getattr(self._store, name)


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "Bạn đang xem: Quảng Ninh."), ("en", "You are viewing: Quang Ninh.")]
)
def test_pictures_tables_and_saved_maps_say_it(as_role, offered, lang, said):  # noqa: F811
    as_role("doet")
    run = _open("map", snapshot=DEMO, lang=lang)
    told = [make.keywords for offers in offered.values() for name, make in offers.items() if name in ("svg", "png")]
    components = [json.loads(each.proto.json)[0] for each in run.get("bidi_component")]
    saved = [sheet["source"] for sheet in components if "source" in sheet]

    assert told
    assert all(any(line.startswith(said) for line in make["source"]) for make in told if make)
    assert saved
    assert all(any(line.startswith(said) for line in source) for source in saved)
