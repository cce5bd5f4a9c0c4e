"""The table of the history: one row a piece of work, one column a number of months, and what it grew by."""

from collections.abc import Mapping

from tests.bench import markdown
from tests.bench.history.measuring import SHOWN, Figures

_LISTS, _SHOWS, _ONCE, _HOLDS = "lists all", f"shows {SHOWN} dates", "once a publication", "bytes"
_ALL_DATES = "shows all dates"
ROWS = {  # figure: what it is, and what its cost may follow
    "listed first": ("list of snapshots, first in a process, ms", _LISTS),
    "listed again": ("list of snapshots, again, ms", _LISTS),
    "history joined": ("one more joins the history, ms", _ONCE),
    "made": ("file all share, everything told, ms", _ONCE),
    "made without few": ("the same without small groups, ms", _ONCE),
    "own made": ("a province's own file, ms", _ALL_DATES),
    "newest opened": ("newest opened, its file there, ms", _ALL_DATES),
    "newest trend": ("trend of the country, ms", _ALL_DATES),
    "newest provinces": ("trend of every province, ms", _ALL_DATES),
    "newest change": ("change between two dates, ms", f"{_ALL_DATES} but two"),
    "twelfth made": (f"file of the snapshot of month {SHOWN}, ms", _SHOWS),
    "twelfth opened": (f"month {SHOWN} opened, its file there, ms", _SHOWS),
    "twelfth trend": (f"month {SHOWN}: trend of the country, ms", _SHOWS),
    "twelfth provinces": (f"month {SHOWN}: trend of every province, ms", _SHOWS),
    "twelfth change": (f"month {SHOWN}: change between two dates, ms", _SHOWS),
    "overview again": ("overview drawn again, ms", _LISTS),
    "store MB": ("process grew by opening and asking, MB", _ALL_DATES),
    "peak MB": ("most memory while files were made, MB", _ONCE),
    "history MB": ("history.parquet, MB", _HOLDS),
    "common MB": ("largest file all share, MB", _HOLDS),
    "rows": ("rows of the history", _HOLDS),
}
GOAL = 1.5  # what shows twelve dates costs with the most kept, over the same with the fewest
_JUDGED = ("twelfth opened", "twelfth trend", "twelfth provinces", "twelfth change")
_HOW = f"""\
Real: every month is a snapshot with its own manifest, seal, digests and headline ({{rows:,}} rows a month), and its
rows are in the history. Copied: every other file is linked from one base, the newest demo snapshot; the headline is the
base's with its parts scaled from 40 % in the first month to all in the last. Processor milliseconds, each piece of
work in a process of its own, medians of five but for what is done once; memory in MB. The last column is the most
months over the fewest; the one before says what the cost follows. What shows {SHOWN} dates is the snapshot of month
{SHOWN}, opened with all the later ones kept."""


def as_markdown(found: Mapping[int, Figures]) -> str:
    """The table; keys are the months kept, in order."""
    fewest, most = min(found), max(found)
    header = ("what", *(f"{kept} kept" for kept in found), "follows", f"{most} ÷ {fewest}")
    rows = [
        (said, *(float(figures[name]) for figures in found.values()), follows, _ratio(found[most], found[fewest], name))
        for name, (said, follows) in ROWS.items()
    ]
    how = _HOW.format(rows=int(found[most]["rows"] / most))
    return "\n\n".join(("## History", how, markdown.table(header, rows), judged(found)))


def judged(found: Mapping[int, Figures]) -> str:
    """Whether what shows as many dates costs the same, whatever is kept."""
    fewest, most = found[min(found)], found[max(found)]
    ratios = {ROWS[name][0]: _ratio(most, fewest, name) for name in _JUDGED}
    beyond = [f"{said} {ratio:.2f}" for said, ratio in ratios.items() if ratio > GOAL]
    kept = "all within" if not beyond else f"beyond it: {'; '.join(beyond)}"
    goal = (
        f"Goal: what shows {SHOWN} dates costs at most {GOAL} × with {max(found)} kept what it does with {min(found)}"
    )
    return f"{goal}: {kept}."


def _ratio(most: Figures, fewest: Figures, name: str) -> float:
    return most[name] / fewest[name] if fewest[name] else 1.0
