"""The bench of the starts reads what Python says of imports, starts the dashboard, and a bare page beside it."""

import os
import shutil

import pytest

from data import first_start
from tests.bench.mapping import driving
from tests.bench.pace import serving
from tests.bench.pace.choosing import Page
from tests.bench.starts import imports, launching, report, rounds
from tests.bench.starts.imports import Cost, Package
from tests.bench.starts.launching import Start

_SAID = """\
import time: self [us] | cumulative | imported package
import time:       100 |        100 |   polars.frame
import time:       300 |        400 | polars
import time:       250 |        250 |   data.store
import time:       350 |        600 | pages.parts
a line that the program itself wrote
""".splitlines()


def test_times_are_summed_by_package_dearest_first():
    found = imports.summed(_SAID)

    assert {each.name: (each.milliseconds, each.modules) for each in found} == {
        "polars": (0.4, 2),
        "pages": (0.35, 1),
        "data": (0.25, 1),
    }
    assert found[0].name == "polars"
    assert imports.share_of_ours(found) == pytest.approx(0.6)


def test_the_imports_are_those_at_the_head_of_the_script_and_nothing_is_run(tmp_path):
    script = tmp_path / "app.py"
    script.write_text("import json\nfrom pages import parts as p\nraise SystemExit\n", encoding="utf-8")

    assert imports.of_script(script).splitlines() == [imports.BARE, "import json", "from pages import parts as p"]


def test_an_import_costs_processor_and_time_and_its_packages_are_found(tmp_path):
    cost = imports.cost("import json", tmp_path)
    found = {each.name for each in imports.packages("import json", tmp_path)}

    assert cost.processor > 0
    assert cost.wall > 0
    assert "json" in found
    assert "polars" not in found
    assert any(tmp_path.rglob("*.pyc"))


def test_what_the_front_door_imports_includes_the_stores_and_spares_what_files_need(tmp_path):
    found = {each.name for each in imports.packages(imports.of_script(serving.APP), tmp_path)}

    assert found > imports.OURS
    assert {"polars", "duckdb"} < found
    assert not {"pandas", "pydeck", "docx", "pptx", "xlsxwriter", "typst"} & found


def test_ratios_are_medians_of_pairs_and_what_was_not_measured_has_no_row():
    taken = rounds.Taken(
        imports=[Cost(900.0, 1000.0)],
        imports_bare=[Cost(450.0, 500.0)],
        packages=[Package("polars", 300.0, 10), Package("data", 100.0, 5)],
        packages_bare=[Package("streamlit", 200.0, 7)],
        starts=[Start(1000.0, 2000.0, 800.0, 1500.0), Start(1200.0, 3000.0, 900.0, 1600.0)],
        starts_bare=[Start(500.0, 1000.0, 400.0, 750.0), Start(600.0, 1000.0, 450.0, 800.0)],
    )

    lines = report.as_markdown(taken).splitlines()

    assert "| imports of app.py alone | 1 | 1,000 | 2.00 | 500 | 900 | 2.00 | 450 |" in lines
    assert "| the first map is painted | 2 | 2,500 | 2.50 | 1,000 | 1,550 | 2.00 | 775 |" in lines
    assert not any("empty folder" in line for line in lines)
    assert any(
        line.startswith("Before it answers: 400 ms in 15 modules, where the bare page takes 200 ms") and "25%" in line
        for line in lines
    )


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_dashboard_is_started_answers_and_is_painted(demo_state, tmp_path, monkeypatch):
    if not driving.CHROMIUM.exists():
        missing = f"Chromium is not at {driving.CHROMIUM}: no start was measured"
        (pytest.fail if os.environ.get("TEMIS_BROWSER_TESTS") == "required" else pytest.skip)(missing)
    monkeypatch.setenv("TEMIS_DEMO_SCALE", "0.002")
    state = shutil.copytree(demo_state, tmp_path / "state")
    first_start.prepare(state, lambda step: None)

    with driving.chromium() as browser:
        ours = launching.start(browser, serving.APP, state, tmp_path / "ours.log", painted=Page.await_map)
        bare = launching.start(browser, rounds.BARE, state, tmp_path / "bare.log", painted=Page.await_text)

    for found in (ours, bare):
        assert 0 < found.answers < found.painted
        assert 0 < found.processor_answers <= found.processor_painted
    assert ours.processor_painted > bare.processor_painted
