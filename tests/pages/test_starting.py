"""The first page waits for what it needs: what screens seldom use is imported later, beside visitors who are served."""

import subprocess
import sys
import threading

from pages.parts import dress, mounting
from tests.operation.site import ROOT

_SELDOM = ("pandas", "pydeck", "jinja2", "xlsxwriter", "docx", "pptx", "typst")
_FIRST_PAGE = """
import sys
from pages.parts import charts, mounting, search, shell
from streamlit.components.v2.bidi_component.serialization import serialize_mixed_data
from streamlit.proto.BidiComponent_pb2 import BidiComponent

sent = BidiComponent()
serialize_mixed_data(mounting.told({"codes": ["01"], "words": {"label": "x"}}), sent)
print(sent.json)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_a_page_with_a_map_imports_neither_pandas_nor_what_only_files_need():
    ran = subprocess.run([sys.executable, "-c", _FIRST_PAGE], cwd=ROOT, capture_output=True, text=True, check=True)
    sent, imported = ran.stdout.splitlines()[-2:]

    assert sent == '[{"codes": ["01"], "words": {"label": "x"}}]'
    assert {"polars", "duckdb", "streamlit"} <= set(imported.split())
    assert not set(_SELDOM) & set(imported.split())


def test_a_component_is_told_a_list_of_one_which_its_loader_opens():
    assert mounting.told({"a": 1}) == [{"a": 1}]
    assert "data: component.data[0] })" in mounting._LOADER.format(module="map/temis-map.js")


def test_warming_waits_for_the_end_of_the_first_run_even_of_one_that_failed(monkeypatch):
    warmed = threading.Event()
    monkeypatch.setattr(dress, "warm", warmed.set)
    monkeypatch.setattr(dress, "_first_run", threading.Event())
    monkeypatch.setattr(dress, "_NOBODY_CAME", 60.0)

    dress.warm_beside()
    try:
        with dress.running():
            assert not warmed.wait(0.2)
            raise LookupError
    except LookupError:
        pass

    assert warmed.wait(5.0)


def test_where_nobody_comes_warming_begins_by_itself(monkeypatch):
    warmed = threading.Event()
    monkeypatch.setattr(dress, "warm", warmed.set)
    monkeypatch.setattr(dress, "_first_run", threading.Event())
    monkeypatch.setattr(dress, "_NOBODY_CAME", 0.05)

    dress.warm_beside()

    assert warmed.wait(5.0)


def test_what_is_imported_later_is_imported_when_it_is_warm():
    ran = subprocess.run(
        [sys.executable, "-c", "import sys\nfrom pages.parts import dress\ndress.warm()\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert set(_SELDOM) <= set(ran.stdout.split())


def test_nothing_is_drawn_beside_a_module_that_is_half_imported(monkeypatch, tmp_path):
    """Libraries ask of every value whether it is a frame of a module that is there: half of one has no frames."""
    (tmp_path / "half_there.py").write_text("import time\ntime.sleep(0.3)\nFrame = object\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "half_there", raising=False)
    monkeypatch.setattr(dress, "_LOOKED_FOR", ("half_there",))

    warming = threading.Thread(target=dress.whole)
    warming.start()
    while "half_there" not in sys.modules:
        pass
    dress.whole()

    assert sys.modules["half_there"].Frame
    warming.join()
