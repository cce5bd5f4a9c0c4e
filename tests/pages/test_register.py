"""Register: who still owes what comes first, and a published figure is read in the reader's language."""

from datetime import date

import polars as pl
import pytest

from pages.figures import tables
from pages.parts import register, sheets
from pages.texts import LANGUAGES, Words
from pages.told import kinds, naming
from queries import sources

AS_OF = date(2022, 6, 30)
DUE, LATER = date(2022, 3, 31), date(2022, 12, 31)
SETS = ("assessment", "training", "satisfaction")
# in Vietnamese order: An Giang, Cần Thơ, Đà Nẵng, Gia Lai
PROVINCES = pl.DataFrame({"province_code": ["89", "92", "48", "64"]})


def _submission(code: str, *, due: date | None = DUE, came: date | None = DUE, published: date | None = DUE) -> dict:
    dates = {f"{name}_due_on": due for name in SETS} | {f"{name}_received_on": came for name in SETS}
    return {"province_code": code, **dates, "temis_report_due_on": due, "temis_report_published_on": published}


def test_whoever_owes_something_stands_first_and_both_groups_keep_their_order():
    submissions = pl.DataFrame(
        [
            _submission("48", came=None),
            _submission("64", published=None),
            _submission("89"),
            _submission("92", due=LATER, came=None, published=None),  # nothing is due of it yet
        ]
    )

    ordered = register.debtors_first(submissions, PROVINCES, AS_OF)

    assert ordered["province_code"].to_list() == ["48", "64", "89", "92"]


def test_what_came_after_the_date_is_owed_at_the_date():
    submissions = pl.DataFrame([_submission("89"), _submission("92"), _submission("48"), _submission("64", came=LATER)])

    assert register.debtors_first(submissions, PROVINCES, AS_OF)["province_code"].to_list()[0] == "64"


@pytest.mark.parametrize(
    ("name", "due", "came", "vietnamese", "english"),
    [
        ("training", DUE, DUE, "nhận 31/03/2022", "received 31/03/2022"),
        ("training", DUE, None, "Chưa nộp, hạn 31/03/2022", "Not reported, due 31/03/2022"),
        ("training", LATER, None, "chưa đến hạn (31/12/2022)", "not due yet (31/12/2022)"),
        ("training", None, None, "không theo dõi", "not followed"),
        ("temis_report", DUE, DUE, "công bố 31/03/2022", "published 31/03/2022"),
        ("temis_report", DUE, LATER, "Chưa công bố, hạn 31/03/2022", "Not published, due 31/03/2022"),
    ],
)
def test_a_data_set_is_received_and_a_report_is_published(name, due, came, vietnamese, english):
    said = [register._said(name, due, came, AS_OF, Words(lang)) for lang in LANGUAGES]

    assert said == [vietnamese, english]


def _claims(store_of, lang: str) -> str:
    words = Words(lang)
    claims = naming.with_claims(sources.claims(store_of()), words)
    return tables.html(sheets.columns(kinds.CLAIMS, words), claims, words=words, caption="")


def test_published_figures_are_read_in_vietnamese(store_of):
    html = _claims(store_of, "vi")

    assert "Giáo viên và cán bộ quản lý cốt cán hoàn thành 6 mô đun" in html
    assert all(f">{value}</td>" in html for value in ("30.127", "105,3", "12.526 / 8.743 / 2.375", "30/06/2022"))
    assert "Bài báo về ETEP số 002 (không ghi ngày)" in html
    assert "seed 00" not in html


def test_published_figures_are_read_in_english(store_of):
    html = _claims(store_of, "en")

    assert "Core teachers and managers who finished 6 modules" in html
    assert all(f">{value}</td>" in html for value in ("30,127", "105.3", "12,526 / 8,743 / 2,375", "30/06/2022"))
    assert "cốt cán" not in html
