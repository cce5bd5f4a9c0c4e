"""The tables of the intake's bench."""

from collections.abc import Iterable, Sequence

from tests.bench import clock, markdown
from tests.bench.intake.measuring import Taken
from tests.bench.intake.work import PHASES

CEILING = 4_000  # MB at scale 1
_SAID = {
    "csv": "text tables (CSV, dd/mm/yyyy)",
    "parquet": "parquet files",
    "lists": "workbooks: learner lists",
    "results": "workbooks: LMS results",
}


def as_markdown(taken: Sequence[Taken], *, rounds: int, load: tuple[float, float]) -> str:
    """Every table, and how far the numbers can be trusted."""
    return "\n\n".join(
        (
            _trust(taken, rounds=rounds, load=load),
            "## Deliveries",
            "From the first file to the published snapshot, in a process of its own. Memory: of all its processes,"
            " every 20 ms, pages that two share counted twice. Every row sent was taken.",
            markdown.table(_HEADER, map(_times, taken)),
            _ceiling(taken),
            "## Memory by phase",
            markdown.table(("files", "scale", *(f"{name}, peak MB" for name in PHASES)), map(_peaks, taken)),
            "## Beside bare readers, and growth",
            "polars: scan → sink_parquet; DuckDB: read → write_parquet; all texts remain texts, nothing is checked. "
            "calamine: Python lists of the same workbooks. Growth: beside the smallest scale.",
            markdown.table(_RATIOS, _compared(taken)),
        )
    )


def _trust(taken: Sequence[Taken], *, rounds: int, load: tuple[float, float]) -> str:
    shares = [each.others for each in taken]
    return (
        f"Rounds: {rounds}; medians, memory the most of them. Load average {load[0]:.1f} before, "
        f"{load[1]:.1f} after; others had {min(shares):.0%} to {max(shares):.0%} of the machine (last column). "
        "Scale 1: 896,894 people over three school years, 4.3 million enrolments; scale 2: 1.8 and 8.5 million; a "
        "workbook has 20,000 rows and 12 columns, 50 of them at scale 1."
    )


_HEADER = (
    "files", "scale", "files sent", "rows", "sent MB", *(f"{name} s" for name in PHASES), "all s", "rows a second",
    "peak MB", "written MB", "others' share",
)  # fmt: skip
_RATIOS = (
    "files", "scale", "beside", "bare s", "bare peak MB", "reading ÷ bare", "all ÷ bare", "rows ×", "seconds ×",
    "peak ×",
)  # fmt: skip


def _times(each: Taken) -> list[object]:
    return [
        _SAID[each.kind],
        f"{each.scale:g}",
        each.files,
        each.rows,
        each.sent / clock.MEGABYTE,
        *(each.seconds[name] for name in PHASES),
        each.whole,
        round(each.rows / each.whole),
        each.peak,
        each.written / clock.MEGABYTE,
        f"{each.others:.0%}",
    ]


def _peaks(each: Taken) -> list[object]:
    return [_SAID[each.kind], f"{each.scale:g}", *(each.peaks[name] for name in PHASES)]


def _compared(taken: Sequence[Taken]) -> Iterable[list[object]]:
    first: dict[str, Taken] = {}
    for each in taken:
        least = first.setdefault(each.kind, each)
        grown = [each.rows / least.rows, each.whole / least.whole, each.peak / least.peak]
        for name, seconds in each.bare.items():
            ratios = [each.seconds["reading"] / seconds, each.whole / seconds]
            yield [_SAID[each.kind], f"{each.scale:g}", name, seconds, each.bare_peaks[name], *ratios, *grown]


def _ceiling(taken: Sequence[Taken]) -> str:
    real = [each for each in taken if each.scale == 1]
    if not real:
        return f"The ceiling, {CEILING:,} MB at scale 1, was not looked at."
    most = max(real, key=lambda each: each.peak)
    said = "held" if most.peak <= CEILING else "BROKEN"
    return f"Ceiling of {CEILING:,} MB at scale 1: {said}, {most.peak:,.0f} MB at most ({_SAID[most.kind]})."
