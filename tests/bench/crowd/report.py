"""The table of a crowd, what the row without the measures lacks, the ratio, and the deadline day."""

from collections.abc import Sequence

from tests.bench import markdown
from tests.bench.crowd import deadline
from tests.bench.crowd.measuring import CEILING, Row, Times, cores
from tests.soak.reporting import quantile

GOAL = 0.1  # p95 with the measures over p95 without them
GOAL_MS = 250.0  # p95, reported
_LACKING = {
    "stores": "no store is shared: each session loads its own (up to four) from the prepared files into its own memory",
    "answers": "no answer is remembered, and two who ask the same ask twice",
    "drawing": "figures are laid out by Plotly's `update_layout`, with its checks",
    "freezing": "nothing is imported beside the first visitors and frozen",
    "watching": "a session that is resumed looks for changed sources",
    "collecting": "Streamlit collects garbage after each run, as by default",
}
_CALIBRATED = """\
- Loading so takes less than it did before stores were two files: 0.3 s of processor and 120 to 150 MB against 0.4 to
  0.7 s and 90 to 160 MB (22/11/2026, demo country, the version before measured on the same machine)."""
_HOW = """\
Offices of 63 provinces, the ministry and analysts (4 : 1 : 1) in tabs that speak Streamlit's protocol through nginx
with TLS; seven in ten actions are a choice in a box of the screen, the others go to another screen. From the choice as
it is sent to the last message of the run as it arrives; nothing is drawn. What was unanswered counts as long as it had
been waited for. Visitors run on the same cores and take their share of them. Errors: faults on a page, lost
connections, tracebacks in the logs, choices given up after 60 s; those of the warm-up as well. Memory: PSS of each
process when the measured time ends and all pages are open; a session's is what all processes grew by since they were
started and warm, over the sessions: with few sessions it is mostly what all share."""
_HEADER = (
    *("processes", "sessions", "measures", "reruns", "reruns/s", "p50 ms", "p95 ms", "p99 ms", "unanswered", "errors"),
    *("MB a process", "MB a session", "processor ms a rerun", "servers' share of the cores", "visitors' share"),
)


def as_markdown(rows: Sequence[Row], times: Times) -> str:
    """All of it."""
    told = (
        "All visitors came once before the first row, so that prepared files are there for every row. "
        f"Each row has fresh processes; {times.measured:g} s measured after {times.warming:g} s of warming up, "
        f"{times.think:g} s of thinking between two actions on average."
    )
    parts = ["## A crowd", f"{_HOW}\n\n{told}", markdown.table(_HEADER, map(_row, rows)), *_notes(rows)]
    with_all = [row for row in rows if not row.kind.lacks and row.in_time]
    if with_all:
        parts += ["### What a deadline day needs", deadline.sentence(measured(with_all))]
    return "\n\n".join(parts)


def ratio(ours: Row, without: Row) -> float:
    """p95 with the measures over p95 without them."""
    return quantile(ours.waited, 0.95) / quantile(without.waited, 0.95)


def measured(rows: Sequence[Row]) -> deadline.Measured:
    """Of the row with the most sessions (the most processes, where there are several): what a day is computed from."""
    row = max(rows, key=lambda each: (each.kind.sessions, each.kind.processes))
    processor = (row.processor + row.front) / row.in_time
    return deadline.Measured(processor, sum(row.base) / len(row.base), a_session(row))


def a_session(row: Row) -> float:
    """Megabytes that all processes grew by, over the sessions."""
    return max(0.0, sum(row.at_end) - sum(row.base)) / row.kind.sessions


def _row(row: Row) -> tuple[object, ...]:
    waits = [float(round(1000 * quantile(row.waited, share))) if row.waited else None for share in (0.5, 0.95, 0.99)]
    share = row.seconds * cores()
    return (
        row.kind.processes,
        row.kind.sessions,
        f"without {', '.join(row.kind.lacks)}" if row.kind.lacks else "all",
        row.in_time,
        row.in_time / row.seconds if row.seconds else None,
        *waits,
        len(row.unanswered),
        len(row.errors),
        " + ".join(f"{each:.0f}" for each in row.at_end) or None,
        a_session(row),
        1000 * row.processor / row.in_time if row.in_time else None,
        f"{row.processor / share:.0%}" if share else None,
        f"{row.visitors / share:.0%}" if share else None,
    )


def _notes(rows: Sequence[Row]) -> list[str]:
    lines = []
    for row in rows:
        which = f"- {row.kind.processes} × {row.kind.sessions}{', without' if row.kind.lacks else ''}"
        if row.errors:
            lines.append(f"{which}, the first error: `{row.errors[0]}`")
        if row.stopped is not None:
            said = (
                f"stopped {row.stopped:.0f} s after its visitors came: a process had grown beyond {CEILING / 1000:g} GB"
            )
            lines.append(f"{which} was {said}; what had been answered and what had not is what it has.")
    for without in (row for row in rows if row.kind.lacks):
        lines += [f"- Without {name}: {_LACKING[name]}." for name in without.kind.lacks]
        if "stores" in without.kind.lacks:
            lines.append(_CALIBRATED)
        lines.append("- All else is the same there: screens, snapshot, cubes, visitors, thinking, processes, nginx.")
        lines += _judged(rows, without)
    return ["\n".join(lines)] if lines else []


def _judged(rows: Sequence[Row], without: Row) -> list[str]:
    size = (without.kind.processes, without.kind.sessions)
    beside = [row for row in rows if not row.kind.lacks and (row.kind.processes, row.kind.sessions) == size]
    if not beside or not beside[0].waited or not without.waited:
        return ["- **No ratio**: one of the two rows has no choice."]
    ours, found = beside[0], ratio(beside[0], without)
    p95, errors = 1000 * quantile(ours.waited, 0.95), len(ours.errors)
    return [
        f"- **p95 with ÷ without the measures: {found:.3f}** (goal {GOAL}: {'met' if found <= GOAL else 'NOT met'}); "
        f"errors with them: {errors} (goal 0: {'met' if not errors else 'NOT met'}); p95 {p95:.0f} ms "
        f"(goal {GOAL_MS:.0f}: {'met' if p95 < GOAL_MS else 'NOT met'})."
    ]
