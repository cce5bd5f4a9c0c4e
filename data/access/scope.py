"""What a store may hold."""

from dataclasses import dataclass, field
from typing import Any

from data import settings
from data.errors import ScopeError
from data.schema import Table


@dataclass(frozen=True)
class Scope:
    """What a store may hold; its ``key`` separates one viewer's cache from another's.

    ``provinces``   provinces whose cubes are loaded; None: all of them
    ``units``       provinces whose counts by school are loaded
    ``detail``      provinces whose pseudonymous rows are loaded
    ``districts``   districts or communes to which the counts by school are limited; None: not limited
    ``is_careful``  whether groups smaller than ``smallest`` are withheld in the viewer's own provinces too; in all
                    others they always are
    ``smallest``    fewest people of whom anything is said that is withheld from small groups

    Codes are those of the snapshot's own division, whichever division the store shows.
    """

    provinces: frozenset[str] | None = None
    units: frozenset[str] = field(default_factory=frozenset)
    detail: frozenset[str] = field(default_factory=frozenset)
    reason: str = "everything"
    districts: frozenset[str] | None = None
    is_careful: bool = False
    smallest: int = field(default_factory=settings.smallest)

    def __post_init__(self) -> None:
        within = self.provinces if self.districts is None else None  # a district's province is not its own to see
        beyond = frozenset() if within is None else (self.units | self.detail) - within
        if beyond:
            raise ScopeError("scope_beyond_provinces", provinces=", ".join(sorted(beyond)))

    @classmethod
    def everything(cls) -> "Scope":
        """All provinces' cubes, nobody's detail: what the national screens need."""
        return cls()

    @classmethod
    def of_province(cls, province_code: str, *, detail: bool = False) -> "Scope":
        """One province's own cubes and schools, as a sở sees them."""
        own = frozenset({province_code})
        return cls(provinces=own, units=own, detail=own if detail else frozenset(), reason="own_province")

    def of(self, table: Table) -> frozenset[str] | None:
        """Provinces whose rows of a table may be loaded; None: all."""
        if table.layer == "unit":
            return self.units
        if table.layer == "detail":
            return self.detail
        if table.scope is None or table.name == "headline":  # meant for all
            return None
        return self.provinces

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells this scope's answers from another's."""
        some = (self.provinces, self.units, self.detail, self.districts)
        return (*(None if codes is None else tuple(sorted(codes)) for codes in some), self.is_careful, self.smallest)
