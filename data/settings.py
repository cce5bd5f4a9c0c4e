"""The only module that reads the environment."""

import os
from pathlib import Path

from data.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"


def state() -> Path:
    """The one folder that holds all that is written; ``TEMIS_STATE``, else ``data/state``."""
    return Path(os.environ.get("TEMIS_STATE") or ROOT / "data" / "state")


def demo_scale() -> float:
    """Size of the demo country as a fraction of the real one; ``TEMIS_DEMO_SCALE``, else 0.05."""
    return _number("TEMIS_DEMO_SCALE", 0.05, low=0.002, high=5.0)


def memory_limit() -> str:
    """Most memory one store may use, as DuckDB writes it; ``TEMIS_STORE_MEMORY``, else 1GB."""
    return os.environ.get("TEMIS_STORE_MEMORY") or "1GB"


def query_milliseconds() -> int:
    """Longest a question may run; ``TEMIS_QUERY_MILLISECONDS``, else 10 000."""
    return int(_number("TEMIS_QUERY_MILLISECONDS", 10_000, low=100, high=600_000))


def single_user() -> bool:
    """Whether whoever sits at this machine is its operator; only ``TEMIS_SINGLE_USER=1`` says so."""
    return os.environ.get("TEMIS_SINGLE_USER") == "1"


def smallest() -> int:
    """Fewest people whom a public edition counts in one cell; ``TEMIS_SMALLEST``, else 10."""
    return int(_number("TEMIS_SMALLEST", 10, low=3, high=100))


def _number(name: str, default: float, *, low: float, high: float) -> float:
    text = os.environ.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise SettingError("setting_not_a_number", name=name, value=text, low=low, high=high)
    return value
