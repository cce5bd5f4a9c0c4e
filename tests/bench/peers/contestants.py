"""Who takes part, where its choices are on its page, and how it is started."""

import base64
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.bench.mapping import servers
from tests.bench.peers import environments, extract, superset

SITE = Path(__file__).with_name("site")
_ROOT = Path(__file__).resolve().parents[3]
_STREAMLIT_OPTION = "[role='option']"
_DASH_OPTION = ".dash-dropdown-option"


@dataclass(frozen=True)
class Place:
    """Selectors of a page: the two lists and their options, what it says, and its export (and what hides that)."""

    kind: str
    modules: str
    provinces: str
    option: str
    sentence: str
    card: str
    export: str
    fold: str = ""


@dataclass(frozen=True)
class Contestant:
    """One of those compared; without a place it is asked through its interface for programs."""

    name: str
    said: str
    place: Place | None
    address: Callable[[extract.Extract, Mapping[str, str]], str]


def _plain(_: extract.Extract, chosen: Mapping[str, str]) -> str:
    return f"?{urlencode(chosen)}" if chosen else ""


def _ours(made: extract.Extract, chosen: Mapping[str, str]) -> str:
    return f"ban-do?{urlencode(made.address | chosen)}"


def _vizro(made: extract.Extract, chosen: Mapping[str, str]) -> str:
    names = dict(made.provinces)
    values = {"module": chosen.get("module"), "province": names.get(chosen.get("province", ""))}
    packed = {
        name: "b64_" + base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
        for name, value in values.items()
        if value is not None
    }
    return f"?{urlencode(packed)}" if packed else ""


_EXPORT = ".st-key-csv-provinces-lms_passed"
OURS = Contestant(
    "ours",
    "this dashboard",
    Place(
        "ours",
        ".st-key-choose-module input",
        ".st-key-choose-province input",
        _STREAMLIT_OPTION,
        ".t-finding",
        ".t-card",
        f"{_EXPORT} button",
        fold=".st-key-fold-provinces summary",
    ),
    _ours,
)
STREAMLIT = Contestant(
    "streamlit",
    "Streamlit + Plotly",
    Place(
        "plotly",
        ".st-key-module input",
        ".st-key-province input",
        _STREAMLIT_OPTION,
        ".st-key-sentence",
        ".st-key-card",
        ".st-key-export button",
    ),
    _plain,
)
_DASH = Place("plotly", "#module", "#province", _DASH_OPTION, "#sentence", "#card", "#export")
DASH = Contestant("dash", "Dash", _DASH, _plain)
_VIZRO = Place("plotly", "#modules", "#provinces", _DASH_OPTION, "#sentence", "#card", "#export")
VIZRO = Contestant("vizro", "Vizro", _VIZRO, _vizro)
SUPERSET = Contestant("superset", "Superset (API)", None, _plain)
ALL = (OURS, STREAMLIT, DASH, VIZRO, SUPERSET)


@dataclass(frozen=True)
class Stand:
    """A contestant made ready: the command of its server on a port, where it is started, and what it must know."""

    contestant: Contestant
    command: Callable[[int], list[str]]
    folder: Path
    environment: dict[str, str]

    @contextmanager
    def served(self) -> Iterator[str]:
        """The address of its server, which is stopped afterwards."""
        port = servers.free_port()
        log = self.folder / f"{self.contestant.name}.log" if self.folder != _ROOT else Path("/dev/null")
        with servers.served(self.command(port), port, log, folder=self.folder, environment=self.environment) as url:
            yield url


def prepare(contestant: Contestant, made: extract.Extract, *, state: Path, site: Path, cache: Path) -> Stand:
    """Install it where need be and lay its files out; raises NotMeasuredError where that fails."""
    if contestant is OURS:
        told = {"TEMIS_STATE": str(state), "PYTHONPATH": str(_ROOT)}
        return Stand(OURS, lambda port: servers.streamlit(_ROOT / "app.py", port), _ROOT, told)
    python = environments.python(contestant.name, cache)
    folder = site / contestant.name
    extract.write(made, folder)
    if contestant is SUPERSET:
        told = superset.ready(python, folder)
        return Stand(SUPERSET, lambda port: _gunicorn(python, "superset.app:create_app()", port), folder, told)
    script = shutil.copy(SITE / f"{contestant.name}_app.py", folder)
    if contestant is STREAMLIT:
        return Stand(STREAMLIT, lambda port: _streamlit(python, Path(script), port), folder, {})
    return Stand(contestant, lambda port: _gunicorn(python, f"{contestant.name}_app:server", port), folder, {})


def _streamlit(python: Path, script: Path, port: int) -> list[str]:
    """As it comes, but that it serves files, opens no browser here and sends no statistics to its makers."""
    said = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    said |= {"server.enableStaticServing": "true", "browser.gatherUsageStats": "false"}
    return [str(python), "-m", "streamlit", "run", str(script), *(f"--{name}={value}" for name, value in said.items())]


def _gunicorn(python: Path, application: str, port: int) -> list[str]:
    told = ["--workers=1", "--threads=8", "--timeout=120", f"--bind=127.0.0.1:{port}"]
    return [str(python), "-m", "gunicorn", *told, application]
