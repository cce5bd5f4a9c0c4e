"""Every reason for which a file is refused or left out has its sentence, and every sentence its reason."""

import re
from pathlib import Path

from data import reference
from data.intake import formats
from data.intake.formats import kinds

FORMATS = Path(formats.__file__).parent
OTHERS = ("listed", "reading")


def raised() -> set[str]:
    """Reasons as the sources spell them, those passed on in variables among them."""
    paths = [*FORMATS.glob("*.py"), *(FORMATS.parent / f"{name}.py" for name in OTHERS)]
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(paths))
    plain = re.findall(r'reason\s*=\s*"([a-z0-9_]+)"', source)
    chosen = [code for pair in re.findall(r'reason = "(\w+)" if .* else "(\w+)"', source) for code in pair]
    patterns = (r'LeftOut\(name, sender, "(\w+)"', r'    "(\w+)": re\.compile', r'why={"(\w+)"')
    left = [code for pattern in patterns for code in re.findall(pattern, source)]
    return {*plain, *chosen, *left, *kinds.OTHERS.values(), "bytes", "rows", "columns", "cells", "leaver"}


def test_every_reason_has_one_sentence_in_each_language():
    told = reference.read("file_reasons")

    assert told["code"].is_unique().all()
    assert told["vi"].null_count() == told["en"].null_count() == 0
    assert set(told["code"]) == raised()
