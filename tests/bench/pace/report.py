"""The table of every screen, the goals, and the cold start."""

import statistics
from collections.abc import Sequence

from tests.bench import markdown
from tests.bench.pace.choosing import Change
from tests.bench.pace.rounds import Start, Taken

GOALS = {"part": 1.5, "page": 3.0}  # median of the ratio to a bare rerun
_KINDS = {"page": "whole page", "part": "a part alone"}
_HOW = """\
A choice in a box of the screen, in Chromium without a graphics card: from the click on another option (the event's own
time stamp) to the end of the last frame in which anything of the page's body changed, 0.4 s of quiet coming after it.
Ratio: to a bare rerun (a selectbox and a line of text on the same settings, the same imports frozen) of the same round,
median. Two options in turn, so that the answers are remembered; "first" is the first choice of what nobody had asked.
Bytes: socket payloads both ways, uncompressed, requests and answers. Processor: of the server's process, a mean."""
_HEADER = ("screen", "what reruns", "box", "ms", "ratio", "first ms", "KB", "first KB", "processor ms", "first")


def as_markdown(found: Sequence[Taken], starts: Sequence[Start], *, rounds: int, screens: Sequence[str] = ()) -> str:
    """All tables."""
    parts = [
        "## Every screen: from a choice to everything repainted",
        f"{_HOW}\n\n{rounds} choices each.",
        _table(found),
    ]
    parts.append("\n".join([*(_goal(kind, found) for kind in GOALS), _absent(found, screens)]))
    if starts:
        parts += ["### Cold start", _cold(starts)]
    return "\n\n".join(parts)


def ratio(taken: Taken) -> float:
    """Median of ours over the bare rerun of the same round."""
    pairs = zip(taken.changes, taken.bare, strict=True)
    return statistics.median(mine.painted / under.painted for mine, under in pairs)


def _table(found: Sequence[Taken]) -> str:
    bare = [change for taken in found for change in taken.bare]
    floor = ("bare rerun", "–", "–", _median(bare, "painted"), 1.0, None, _kilobytes(bare), None, _mean(bare), None)
    return markdown.table(_HEADER, [floor, *(_row(taken) for taken in found)])


def _row(taken: Taken) -> tuple[object, ...]:
    return (
        taken.screen,
        _KINDS[taken.kind],
        taken.key.removeprefix("choose-"),
        _median(taken.changes, "painted"),
        ratio(taken),
        taken.first.painted,
        _kilobytes(taken.changes),
        taken.first.bytes / 1000,
        _mean(taken.changes),
        taken.first.processor,
    )


def _median(changes: Sequence[Change], what: str) -> float:
    return float(statistics.median(getattr(each, what) for each in changes))


def _kilobytes(changes: Sequence[Change]) -> float:
    return _median(changes, "bytes") / 1000


def _mean(changes: Sequence[Change]) -> float:
    return float(round(statistics.mean(each.processor for each in changes)))


def _goal(kind: str, found: Sequence[Taken]) -> str:
    ratios = {taken.screen: ratio(taken) for taken in found if taken.kind == kind}
    if not ratios:
        return f"- {_KINDS[kind]}: not measured."
    beyond = [f"{screen} {each:.2f}" for screen, each in ratios.items() if each > GOALS[kind]]
    kept = "all within" if not beyond else f"beyond it: {', '.join(beyond)}"
    middle = statistics.median(ratios.values())
    return f"- {_KINDS[kind]}: goal {GOALS[kind]} × a bare rerun; median of the screens {middle:.2f}; {kept}."


def _absent(found: Sequence[Taken], screens: Sequence[str]) -> str:
    lacking = [screen for screen in screens if screen not in {taken.screen for taken in found}]
    return f"- No box in which another option could be chosen: {', '.join(lacking) or 'none of the screens'}."


def _cold(starts: Sequence[Start]) -> str:
    answers, painted = (statistics.median(times) / 1000 for times in zip(*starts, strict=True))
    return (
        f"From the start of the process, on a filled state folder, medians of {len(starts)}: it answers after "
        f"{answers:.2f} s, the first map is painted after {painted:.2f} s."
    )
