"""Superset through its interface for programs: the five tasks as the questions that a dashboard of it would ask."""

import http.client
import json
import secrets
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.bench.peers import environments

_CONFIG = Path(__file__).with_name("site") / "superset_config.py"
_ACCOUNT = {"username": "bench", "password": "bench"}
_ROWS = ["province_code", "province", "part", "whole", "share", "said"]
_TOGETHER = 6  # connections that a browser opens to one server


def ready(python: Path, folder: Path) -> dict[str, str]:
    """Its own store and account, made once an environment; what its server must be told."""
    kept = python.parent.parent / "home"
    secret = python.parent.parent / "secret"
    if not (kept / "whole").exists():
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        secret.write_text(secrets.token_hex(32), encoding="utf-8")
        person = [f"--{name}={value}" for name, value in _ACCOUNT.items()]
        person += ["--firstname=bench", "--lastname=bench", "--email=bench@example.org"]
        for step in (["db", "upgrade"], ["fab", "create-admin", *person], ["init"]):
            command = [str(python.with_name("superset")), *step]
            environments.run(command, f"Superset's store ({step[0]})", _told(kept, secret))
        (kept / "whole").touch()
    shutil.copytree(kept, folder / "home")
    return _told(folder / "home", secret)


def _told(home: Path, secret: Path) -> dict[str, str]:
    return {
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(_CONFIG),
        "BENCH_SECRET": secret.read_text(encoding="utf-8"),
        "FLASK_APP": "superset",
    }


class Client:
    """A signed-in reader with as many kept connections as a browser has."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self._headers = {"Content-Type": "application/json"}
        self._threads = ThreadPoolExecutor(_TOGETHER)
        self._lines = [http.client.HTTPConnection(self._host, timeout=120) for _ in range(_TOGETHER)]
        signed = self.ask("POST", "/api/v1/security/login", _ACCOUNT | {"provider": "db", "refresh": False})
        self._headers["Authorization"] = f"Bearer {json.loads(signed)['access_token']}"

    def ask(self, verb: str, path: str, body: Any = None, line: int = 0) -> bytes:
        """One question, its answer read to the last byte; raises RuntimeError for anything but a success."""
        connection = self._lines[line]
        connection.request(verb, path, None if body is None else json.dumps(body), self._headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{verb} {path}: {answer.status} {content[:300]!r}")
        return content

    def together(self, asked: list[tuple[str, str, Any]]) -> tuple[float, list[bytes]]:
        """Milliseconds until the last byte of all answers, and the answers."""
        begun = time.perf_counter()
        answers = list(self._threads.map(lambda each: self.ask(*each[1], line=each[0]), enumerate(asked)))
        return 1000 * (time.perf_counter() - begun), answers

    def close(self) -> None:
        """Let the connections go."""
        self._threads.shutdown()
        for line in self._lines:
            line.close()


def furnish(client: Client, base: Path) -> dict[str, Any]:
    """The figures as a data set, a dashboard of them and a link to it: its numbers, once a server's store."""
    known = json.loads(client.ask("GET", "/api/v1/dataset/"))["result"]
    if not known:
        told = {"database_name": "figures", "sqlalchemy_uri": f"sqlite:///{base}"}
        database = json.loads(client.ask("POST", "/api/v1/database/", told))["id"]
        client.ask("POST", "/api/v1/dataset/", {"database": database, "table_name": "figures"})
        client.ask("POST", "/api/v1/dashboard/", {"dashboard_title": "Modules"})
    source = json.loads(client.ask("GET", "/api/v1/dataset/"))["result"][0]["id"]
    dashboard = json.loads(client.ask("GET", "/api/v1/dashboard/"))["result"][0]["id"]
    kept = {"dataMask": {}, "activeTabs": []}
    link = json.loads(client.ask("POST", f"/api/v1/dashboard/{dashboard}/permalink", kept))["key"]
    return {"source": source, "dashboard": dashboard, "link": link}


def charts(source: int, module: str) -> list[tuple[str, str, Any]]:
    """The questions of the page's four parts: the sentence, the map, the ranking, the table."""
    of = [("module", module)]
    parts = (
        _query(["province", "share"], of, rows=1, order=("share", True)),
        _query(["province_code", "share"], of),
        _query(["province", "share", "said"], of, order=("share", False)),
        _query(_ROWS, of, order=("share", False)),
    )
    return [_question(source, query) for query in parts]


def card(source: int, module: str, code: str) -> tuple[str, str, Any]:
    """The question of one province."""
    return _question(source, _query(_ROWS, [("module", module), ("province_code", code)]))


def table(source: int, module: str) -> tuple[str, str, Any]:
    """The question of the export."""
    verb, path, body = _question(source, _query(_ROWS, [("module", module)], order=("share", False)))
    return verb, path, body | {"result_format": "csv"}


def around(dashboard: int) -> Iterator[tuple[str, str, Any]]:
    """What is asked of the dashboard itself before its charts."""
    for part in ("", "/charts", "/datasets"):
        yield "GET", f"/api/v1/dashboard/{dashboard}{part}", None


def _query(columns: list[str], equal: list[tuple[str, str]], *, rows: int = 1000, order: Any = None) -> dict[str, Any]:
    filters = [{"col": name, "op": "==", "val": value} for name, value in equal]
    if order and order[1]:
        filters.append({"col": order[0], "op": "IS NOT NULL", "val": None})
    return {"columns": columns, "filters": filters, "row_limit": rows, "orderby": [list(order)] if order else []}


def _question(source: int, query: dict[str, Any]) -> tuple[str, str, Any]:
    body = {"datasource": {"id": source, "type": "table"}, "queries": [query], "result_format": "json"}
    return "POST", "/api/v1/chart/data", body | {"result_type": "full"}
