"""Every subject of questions, and every second opinion on them, found by name."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import queries

_HERE = Path(__file__).parent

SUBJECTS: dict[str, ModuleType] = {
    path.parent.name: import_module(f"queries.{path.parent.name}")
    for path in sorted(Path(next(iter(queries.__path__))).glob("*/__init__.py"))
}
SECOND = [import_module(f"tests.queries.{path.stem}") for path in sorted(_HERE.glob("second_*.py"))]
