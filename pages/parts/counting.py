"""Counting: what the operator's monitoring asks of one process. Numbers alone: no person, no choice, no address."""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from streamlit import runtime

disable_created_metrics()  # when a number was first counted: twice the lines, and nobody asks
REGISTRY = CollectorRegistry()
_RUN_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_OPEN_SECONDS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)

_runs = Counter("temis_runs", "Runs of a screen, by how they ended.", ["screen", "ended"], registry=REGISTRY)
_seconds = Histogram("temis_run_seconds", "How long a run took.", ["screen"], buckets=_RUN_SECONDS, registry=REGISTRY)
_asked = Counter("temis_stores_asked", "Times a store was asked for.", registry=REGISTRY)
_opened = Counter("temis_stores_opened", "Times one had to be opened, by outcome.", ["outcome"], registry=REGISTRY)
_opening = Histogram("temis_store_open_seconds", "How long opening took.", buckets=_OPEN_SECONDS, registry=REGISTRY)
_told = Counter("temis_problems", "Problems that readers were told of, by code.", ["code"], registry=REGISTRY)
_answers = Counter("temis_answers", "HTTP answers, by what and status.", ["what", "status"], registry=REGISTRY)
_lines = Counter("temis_log_lines", "Lines logged, by weight.", ["level"], registry=REGISTRY)

_BY_START = {
    "/static/": "static",
    "/app/static/": "static",
    "/media/": "media",
    "/_stcore/upload_file/": "upload",
    "/_stcore/": "server",
    "/auth/": "login",
    "/oauth2callback": "login",
}
_OWN = frozenset({"/healthz", "/readyz", "/metrics"})


class _Sessions(Collector):
    """What Streamlit itself counts of its sessions; nothing where it does not run."""

    def collect(self) -> Iterator[Metric]:
        """Active sessions, and how often one was connected, resumed, let go."""
        if not runtime.exists():
            return
        stats = runtime.get_instance().stats_mgr.get_stats(["active_sessions", "session_events"])
        active = sum(stat.value for stat in stats.get("active_sessions", ()))
        yield GaugeMetricFamily("temis_sessions", "Open pages.", value=active)
        events = CounterMetricFamily("temis_session_events", "What befell sessions.", labels=["event"])
        for stat in stats.get("session_events", ()):
            events.add_metric([(stat.labels or {}).get("type", "")], stat.value)
        yield events


REGISTRY.register(_Sessions())
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)


@contextmanager
def run(screen: str) -> Iterator[None]:
    """One run of a screen: how long it took, and whether it came to its end."""
    began, ended = time.perf_counter(), "whole"
    try:
        yield
    except Exception:
        ended = "fault"
        raise
    except BaseException:  # Streamlit's own way to stop a run, or to begin it anew
        ended = "early"
        raise
    finally:
        _runs.labels(screen, ended).inc()
        _seconds.labels(screen).observe(time.perf_counter() - began)


def asked_for_a_store() -> None:
    """A store was asked for; most are open already."""
    _asked.inc()


@contextmanager
def opening() -> Iterator[None]:
    """A store is opened."""
    began, outcome = time.perf_counter(), "refused"
    try:
        yield
        outcome = "opened"
    finally:
        _opened.labels(outcome).inc()
        _opening.observe(time.perf_counter() - began)


def problem(code: str) -> None:
    """A reader was told of a problem; its code, or ``unexpected`` for what nobody foresaw."""
    _told.labels(code).inc()


def answered(path: str, status: int) -> None:
    """An answer over HTTP; those that monitoring asks for are not counted."""
    if path not in _OWN:
        _answers.labels(what(path), str(status)).inc()


def what(path: str) -> str:
    """What an address is of: one of a few words, whatever is asked for."""
    return next((name for start, name in _BY_START.items() if path.startswith(start)), "page")


class Lines(logging.Handler):
    """Counts lines from warnings on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """One line more."""
        _lines.labels(record.levelname).inc()


def exposition() -> bytes:
    """All of it, in the text form of Prometheus."""
    return generate_latest(REGISTRY)


def value(name: str, labels: Mapping[str, str] | None = None) -> float:
    """One number as it stands, 0 where nothing was counted yet."""
    return REGISTRY.get_sample_value(name, dict(labels or {})) or 0.0


def names() -> Iterable[str]:
    """The names of all that is counted."""
    return [metric.name for metric in REGISTRY.collect()]
