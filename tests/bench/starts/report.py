"""The tables of the starts: each beside a bare Streamlit page of the same round."""

import statistics
from collections.abc import Sequence

from tests.bench import markdown
from tests.bench.starts import imports
from tests.bench.starts.rounds import Taken

_LARGEST = 12
_HOW = """\
In turns with a bare page (one line of text, the same settings), each in a process of its own, compiled modules kept;
medians. Wall clock from the start of the process; the browser, without a graphics card, is open already and goes there
as soon as the process answers, empty of all that a visitor would have kept. Ratios are medians of the rounds' own."""
_HEADER = ("from the start of the process", "rounds", "ms", "ratio", "bare ms", "processor ms", "ratio", "bare ms")
_PACKAGES = ("package", "ms", "modules", "ms in the bare page")


def as_markdown(taken: Taken) -> str:
    """All of it."""
    return "\n\n".join(("## Starts", _HOW, markdown.table(_HEADER, _rows(taken)), "### Imports", _imports(taken)))


def _rows(taken: Taken) -> list[tuple[object, ...]]:
    ours, bare = taken.starts, taken.starts_bare
    rows = [
        _row("imports of app.py alone", taken.imports, taken.imports_bare, "wall", "processor"),
        _row("it answers", ours, bare, "answers", "processor_answers"),
        _row("the first map is painted", ours, bare, "painted", "processor_painted"),
        _row(
            "… on an empty folder, demo country made",
            taken.firsts,
            taken.firsts_bare,
            "painted",
            "processor_painted",
        ),
    ]
    return [row for row in rows if row[1]]


def _row(what: str, ours: Sequence[object], bare: Sequence[object], wall: str, processor: str) -> tuple[object, ...]:
    if not ours:
        return (what, 0)
    return (what, len(ours), *_beside(ours, bare, wall), *_beside(ours, bare, processor))


def _beside(ours: Sequence[object], bare: Sequence[object], what: str) -> tuple[float, float, float]:
    """Median of ours, of the ratio, of the bare page."""
    pairs = [(float(getattr(a, what)), float(getattr(b, what))) for a, b in zip(ours, bare, strict=True)]
    return (
        float(round(statistics.median(a for a, _ in pairs))),
        statistics.median(a / max(b, 1.0) for a, b in pairs),
        float(round(statistics.median(b for _, b in pairs))),
    )


def _imports(taken: Taken) -> str:
    bare = {package.name: package.milliseconds for package in taken.packages_bare}
    largest = taken.packages[:_LARGEST]
    rows = [(each.name, each.milliseconds, each.modules, bare.get(each.name)) for each in largest]
    total, floor = (sum(each.milliseconds for each in found) for found in (taken.packages, taken.packages_bare))
    modules = sum(each.modules for each in taken.packages)
    said = (
        f"Before it answers: {total:.0f} ms in {modules:,} modules, where the bare page takes {floor:.0f} ms; "
        f"{imports.share_of_ours(taken.packages):.0%} is spent in this project's own modules. By `-X importtime`, one "
        "run, the time of each module's own code; being timed slows all of it by some tenths."
    )
    return f"{said}\n\n{markdown.table(_PACKAGES, rows)}"
