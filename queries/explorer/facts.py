"""Facts: what the explorer can count, by what, and the digest of how; read from ``facts.toml``."""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent
_DIGITS = 10  # of a definition's digest, as it stands in an address

# Groupings of provinces that the 63 alone have.
AREAS = ("region", "university")


@dataclass(frozen=True)
class Fact:
    """One thing that can be counted: a part over a whole of one cube, and by what it may be told apart."""

    name: str
    cube: str
    part: str
    whole: str
    unit: str
    table: str
    dims: tuple[str, ...]
    held: tuple[str, ...]
    apart: tuple[str, ...]
    needs: tuple[str, ...]
    kind: str = "share"
    family: str = "completion"
    measure: str = ""
    wish: str = ""

    def is_settled(self, axes: tuple[str, str], module: str) -> bool:
        """Whether one wish is fixed where people may declare several; always so where they may not."""
        return not self.wish or self.wish in axes or (self.wish == "module" and module != "all")


@cache
def facts() -> dict[str, Fact]:
    """Every fact by name, in the order in which they are offered."""
    raw = tomllib.loads((_FOLDER / "facts.toml").read_text(encoding="utf-8"))
    return {name: Fact(name=name, **_of_cube(raw["cube"], said), **said) for name, said in raw["fact"].items()}


def _of_cube(cubes: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """What a fact has from its cube; of the wishes, it knows its own alone."""
    own = {key: tuple(value) if isinstance(value, list) else value for key, value in cubes[said["cube"]].items()}
    if "wish" in said:
        other = {"module", "criterion"} - {said["wish"]}
        own |= {key: tuple(each for each in own[key] if each not in other) for key in ("dims", "held", "apart")}
    return own


@cache
def text_of(cube: str) -> str:
    """The SQL of a cube's question, as its file has it."""
    return (_FOLDER / f"{cube}.sql").read_text(encoding="utf-8")


@cache
def digest(name: str) -> str:
    """Ten digits of the SHA-256 of how a fact is counted: what facts.toml says of it, and its SQL without comments."""
    fact = facts()[name]
    told = [fact.cube, fact.part, fact.whole, fact.unit, fact.kind, fact.wish, fact.measure, fact.dims, fact.apart]
    sql = " ".join(re.sub(r"--.*", "", text_of(fact.cube)).split())
    return hashlib.sha256(json.dumps([told, sql]).encode()).hexdigest()[:_DIGITS]
