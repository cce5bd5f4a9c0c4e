"""The job: a script for the interpreter of Spark's environment, which has pyspark and sqlglot, and nothing of ours.

One line of JSON comes in (``handing.hand_over``), lines of JSON go out: a step begun, and how it ended. A step is read
back from what it wrote, so that a worker that is lost takes no finished step along.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

_ALONE = ("local", "spark://127.0.0.1:", "spark://localhost:")
_PATIENCE = 120.0  # seconds without a single worker, at the start or after all were lost
_LOOK = 2.0  # seconds between two looks
_NO_JAVA = "JAVA_GATEWAY_EXITED"


def main() -> None:
    """Run the plan; say how it ended."""
    plan = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    step = ""
    try:
        spark = _session(plan)
        threading.Thread(target=_watch_workers, args=(spark, plan["master"]), daemon=True).start()
        _read(spark, plan)
        for number, each in enumerate(plan["steps"]):
            step = each["name"]
            _say(begun=number)
            _make(spark, each, Path(plan["folder"], "out", step))
        spark.stop()
    except Exception as error:  # whatever it is must be said; its own words may hold values and are not passed on
        sys.stderr.write(f"{error}\n")
        _say(problem=_kind(error, step), step=step, reason=_reason(error))
    else:
        _say(done=True)


def _session(plan: dict[str, Any]) -> Any:
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",  # it would listen on every address
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",  # what overflows or divides by zero fails, as it does in DuckDB
    }
    if plan["master"].startswith(_ALONE):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    if plan["master"].startswith("local"):
        settings["spark.local.dir"] = f"{plan['folder']}/spilt"
    builder = SparkSession.builder.master(plan["master"]).appName("temis-cubes")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _read(spark: Any, plan: dict[str, Any]) -> None:
    for name in plan["tables"]:
        spark.read.parquet(f"file://{plan['folder']}/in/{name}.parquet").createOrReplaceTempView(name)


def _make(spark: Any, step: dict[str, Any], folder: Path) -> None:
    import sqlglot

    strict = sqlglot.ErrorLevel.RAISE  # what cannot be said in Spark's words must not be guessed
    (said,) = sqlglot.transpile(step["sql"], read="duckdb", write="spark", unsupported_level=strict)
    frame = spark.sql(said)
    if not step["is_view"]:
        frame.write.parquet(f"file://{folder}")
        frame = spark.read.schema(frame.schema).parquet(f"file://{folder}")
    frame.createOrReplaceTempView(step["name"])


def _kind(error: Exception, step: str) -> str:
    if isinstance(error, ImportError):
        return "spark_not_installed"
    if _condition(error) == _NO_JAVA:
        return "spark_no_java"
    return "spark_failed" if step else "spark_unreachable"


def _reason(error: Exception) -> str:
    return _condition(error) or type(error).__name__


def _condition(error: Exception) -> str:
    """Spark's own name of what went wrong, empty where it gives none."""
    ask = getattr(error, "getCondition", None)
    return (ask() if ask else None) or ""


def _watch_workers(spark: Any, master: str) -> None:
    """Spark waits for ever where nobody works; say so instead, and end."""
    if master.startswith("local"):
        return
    context = spark.sparkContext._jsc.sc()  # Python has no word for it
    seen = time.monotonic()
    while time.monotonic() - seen < _PATIENCE:
        time.sleep(_LOOK)
        if context.getExecutorMemoryStatus().size() > 1:  # one of them is the driver
            seen = time.monotonic()
    _say(problem="spark_no_workers", step="", reason="")
    os._exit(1)


def _end_with_parent() -> None:
    """Whoever ordered the job holds the other end of this pipe for as long as they live."""
    sys.stdin.read()
    os._exit(1)


def _say(**said: Any) -> None:
    sys.stdout.write(f"{json.dumps(said)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
