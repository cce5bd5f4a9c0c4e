"""What a soak found, as Markdown, and whether it holds what is promised."""

import statistics
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.visiting import Tally
from tests.soak.watching import Life

BACK_WITHIN = 10.0  # seconds from the kill until a view stands again
MOST_GROWTH = 150.0  # megabytes a process may still grow by once it is warm
_TRACES = ("Traceback (most recent call last)", '"level": "ERROR"', '"level": "CRITICAL"', " ERROR ")


@dataclass
class Found:
    """Everything that was measured."""

    sessions: int
    minutes: float
    think: float
    tally: Tally
    lives: list[Life] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    in_logs: list[str] = field(default_factory=list)


def broken(found: Found) -> list[str]:
    """The promises that do not hold; empty when all do."""
    tally = found.tally
    slow = [seconds for seconds in tally.back if seconds > BACK_WITHIN]
    grown = [life for life in found.lives if (life.growth() or 0.0) > MOST_GROWTH]
    told = {
        f"{len(tally.faults)} views with a fault, the first: {tally.faults[:1]}": tally.faults,
        f"{len(tally.lost)} views not back as they were, the first: {tally.lost[:1]}": tally.lost,
        f"{len(slow)} views back only after {max(slow, default=0):.1f} s": slow,
        f"{len(found.in_logs)} tracebacks or errors in the logs, the first: {found.in_logs[:1]}": found.in_logs,
        f"{len(grown)} processes grew by more than {MOST_GROWTH:.0f} MB": grown,
        "the kill cut nobody off": not tally.back,
    }
    return [sentence for sentence, is_so in told.items() if is_so]


def as_markdown(found: Found) -> str:
    """The report."""
    tally = found.tally
    lines = [
        f"# Soak: {found.sessions} sessions, {found.minutes:g} minutes, {found.think:g} s between two actions",
        "",
        "| what | times | p50 ms | p95 ms | p99 ms | longest ms |",
        "|---|---|---|---|---|---|",
        *(_row(what, taken) for what, taken in {**tally.taken, "all": _all(tally)}.items() if taken),
        "",
        *(f"- {event}" for event in found.events),
        f"- came back after being cut off: {len(tally.back)}, after {_spread(tally.back)}",
        f"- followed to another snapshot: {tally.moved}",
        f"- received: {tally.received / 1e6:.0f} MB; faults: {len(tally.faults)}; in logs: {len(found.in_logs)}",
        "",
        "| process | from s | to s | MB at first | MB a fourth in | MB at last | most MB | growth MB | processor s |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_life(life) for life in found.lives if life.at),
        "",
        *(f"**Broken**: {sentence}" for sentence in broken(found)),
        *(() if broken(found) else ("Everything promised holds.",)),
    ]
    return "\n".join(lines) + "\n"


def traces(logs: list[Path]) -> list[str]:
    """Lines of the logs that tell of a traceback or an error."""
    lines = [line for log in logs for line in log.read_text(encoding="utf-8", errors="replace").splitlines()]
    return [line[:300] for line in lines if any(trace in line for trace in _TRACES)]


def _all(tally: Tally) -> list[float]:
    return [seconds for taken in tally.taken.values() for seconds in taken]


def _row(what: str, taken: list[float]) -> str:
    marks = (*(quantile(taken, share) for share in (0.5, 0.95, 0.99)), max(taken))
    return f"| {what} | {len(taken)} | " + " | ".join(f"{mark * 1000:.0f}" for mark in marks) + " |"


def quantile(taken: list[float], share: float) -> float:
    """The nearest rank; of at least one."""
    return sorted(taken)[min(len(taken) - 1, int(share * len(taken)))]


def _spread(taken: list[float]) -> str:
    if not taken:
        return "nothing"
    return f"{min(taken):.1f} to {max(taken):.1f} s, half of them within {statistics.median(taken):.1f} s"


def _life(life: Life) -> str:
    fourth = life.megabytes[len(life.megabytes) // 4]
    seen = (life.megabytes[0], fourth, life.megabytes[-1], max(life.megabytes), life.growth(), life.processor)
    told = " | ".join("–" if value is None else f"{value:.0f}" for value in seen)
    return f"| {life.number} (pid {life.pid}) | {life.at[0]:.0f} | {life.at[-1]:.0f} | {told} |"
