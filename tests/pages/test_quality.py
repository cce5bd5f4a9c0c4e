"""The quality of a snapshot, as its readers see it: rows by sender, findings, corrections."""

import html
import re
import shutil

import pytest
from streamlit.testing.v1 import AppTest

from data import commands, first_start, settings
from pages.parts import quality
from pages.texts import Words

SAMPLE = settings.ROOT / "data" / "sample"
TOLD = ["--as-of", "2021-12-31", "--kind", "synthetic", "--series", "mau", "--year", "2020"]
CORRECTION = (
    "file,column,where_column,where_value,from,to,why,who,source,declared_on\n"
    "danh_gia,Xếp loại,,,Xuất sắc,Tốt,Gõ nhầm mức,Phòng TCCB,Công văn 12,2021-12-30\n"
)


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state folder with the sample published, one mark corrected by declaration."""
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    (tmp_path / "corrections.csv").write_text(CORRECTION, encoding="utf-8")
    assert commands.main(["publish", str(SAMPLE), *TOLD]) == 3
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    yield tmp_path
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_sources_say_what_became_of_the_rows_and_what_was_corrected(state, lang):
    run = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60).run()
    run.query_params["lang"] = lang
    run.switch_page("pages/screens/sources.py").run()
    said = html.unescape(" ".join(each.proto.body for each in run.get("html")))
    words = Words(lang)

    assert not run.exception
    assert re.search(words("sources.counts", rows=".*", taken=".*", held="13", noise="22", left_out="56"), said)
    assert "so-gddt-tuyen-quang" in said
    assert words("sources.corrections") in said
    assert "Gõ nhầm mức" in said
    assert "Phòng TCCB" not in said, "who declared it stays out of the snapshot"


def test_rows_of_a_sender_are_those_of_all_its_sheets():
    sheet = {"sender": "a", "rows": 5, "taken": 3, "held": 1, "noise": 1, "left_out": 0}

    assert quality.by_sender([sheet, sheet]).rows() == [("a", 10, 6, 2, 2, 0)]
