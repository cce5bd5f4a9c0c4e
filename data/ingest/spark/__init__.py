"""Spark: the very SQL files of ``data/cubes``, run on Apache Spark where one machine is not enough.

The cleaned tables are handed over as parquet in a folder that every worker sees, a process of Spark's own environment
says each file in Spark's words (sqlglot) and runs them in their order, and what comes back is typed, ordered and
written like everything else. Both engines give the same files, to the last byte:

* order: rows are sorted by the table's order and then by its key, which no two rows share, before they are written;
* rounding: no engine adds fractions. Scores are added as whole hundredths, counts as whole numbers; the one division
  left, hundredths by 100, is the same in both.
"""

from functools import partial
from pathlib import Path

from duckdb import DuckDBPyConnection

from data import settings
from data.ingest.cubes import Engine, Told
from data.ingest.spark import asking, handing, running
from data.keeping import locks

__all__ = ["engine"]


def engine(master: str) -> Engine:
    """An engine at a Spark master, ``spark://host:port[,host:port]`` or ``local[n]``, for ``ingest.build``.

    Raises IngestError where it cannot be had, before any work: ``spark_not_installed``, ``spark_no_java``,
    ``spark_unreachable``. The engine raises these too, and ``spark_no_workers`` and ``spark_failed`` (step, reason).
    """
    asking.ask(master)
    return partial(_sum, master=master)


def _sum(connection: DuckDBPyConnection, work: Path, told: Told, *, master: str) -> None:
    """Create every cube and unit table in the connection, in a folder that is gone afterwards."""
    place = settings.spark_folder() or work
    locks.sweep_workplaces(place)  # what a killed build left of what it handed over
    with locks.workplace(place, "ingest") as folder:
        plan = handing.hand_over(connection, folder)
        running.run({"master": master, **plan}, folder, told)
        handing.take_back(connection, folder)
