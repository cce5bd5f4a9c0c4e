"""How long a country takes to draw, export and build, and how large it is then."""

from pathlib import Path

from data.snapshot import Snapshot, open_snapshot
from tests.bench import clock, markdown, stages

_LARGEST = 8


def measure(scale: float, state: Path, work: Path) -> dict[str, stages.Figures]:
    """Seconds, peak memory (MB) and bytes of every stage; the snapshot is in the state folder afterwards."""
    country, export = clock.alone(stages.draw, scale, work / "raw")
    built = clock.alone(stages.build, work / "raw", state)
    copied = clock.alone(stages.copy, work / "raw", work / "copied")
    clock.alone(stages.add_earlier_dates, state, work)
    return {"country": country, "export": export, "build": built, "copy": copied}


def as_markdown(figures: dict[str, stages.Figures], snapshot: Snapshot) -> str:
    """The build table and the sizes."""
    said = {
        "country": "draw the demo country, all dates",
        "export": "export its last date (raw)",
        "build": "build the snapshot from it",
        "copy": "bare DuckDB: read the raw files, sort, write",
    }
    rows = [
        (said[name], seen["seconds"], seen["peak"], seen["bytes"] / clock.MEGABYTE if "bytes" in seen else None)
        for name, seen in figures.items()
    ]
    ratio = figures["build"]["seconds"] / figures["copy"]["seconds"]
    return "\n\n".join(
        (
            "## Build",
            "Each stage in a process of its own (drawing and exporting share one), with the most memory it ever held.",
            markdown.table(("stage", "seconds", "peak MB", "written MB"), rows),
            f"Build ÷ bare copy: {ratio:.2f}. The bare copy checks nothing, names nobody and sums nothing.",
            sizes(snapshot),
        )
    )


def sizes(snapshot: Snapshot) -> str:
    """Rows of the largest tables and in all."""
    rows = snapshot.manifest.rows
    largest = sorted(rows, key=rows.get, reverse=True)[:_LARGEST]
    people = {"people": rows["learner"], "enrolments": rows["enrolment"], "assessment rows": rows["assessment"]}
    lines = [*people.items(), ("all rows", sum(rows.values()))]
    lines += [(f"`{table}`", rows[table]) for table in largest if table not in ("enrolment", "assessment", "learner")]
    return markdown.table(("what", "rows"), lines)


def snapshot_in(state: Path) -> Snapshot:
    """The snapshot that the bench measures."""
    return open_snapshot(state / "snapshots" / stages.snapshot_id(stages.AS_OF))
