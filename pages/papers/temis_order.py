"""What a TEMIS report was ordered about: which place and year, in which form and edition, and from where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from data.edition import INTERNAL, Edition
from data.store import Store
from pages.texts import Words
from queries import report

_CAPITAL = "01"
_FEW = 10  # groups of fewer people are not worth a sentence, whatever may be shown of them
Picture = Callable[["MapOrder"], tuple[str, bytes] | None]


@dataclass(frozen=True)
class MapOrder:
    """A map that a report asks for: of provinces, or of one province's districts; ``frame`` as by_province answers."""

    kind: str  # country or districts
    frame: pl.DataFrame = field(repr=False)
    measure: str
    province_code: str
    title: str


@dataclass(frozen=True)
class Order:
    """Everything that a report is made from; ``province_code`` None: all that the store's scope holds."""

    store: Store
    province_code: str | None
    year: int
    words: Words
    is_compared: bool
    edition: Edition
    picture: Picture | None
    units_store: Store | None

    @cached_property
    def place(self) -> dict[str, Any] | None:
        """The province's names, and whether it is a city; None for the country."""
        if self.province_code is None:
            return None
        return next(iter(report.places(self.store, province_code=self.province_code).to_dicts()), None)

    @property
    def where(self) -> str:
        """The place within a sentence: "tỉnh Quảng Ninh", "cả nước"."""
        if self.place is None:
            seen = ", ".join(self._names)
            return self.words("temis.place.seen", names=seen) if seen else self.words("temis.place.country")
        return self.words(f"temis.place.{self._kind}", name=self.words.name(self.place))

    @property
    def all_of_it(self) -> str:
        """The whole of the place within a sentence: "toàn tỉnh"."""
        if self.place is None:
            return self.where
        return self.words(f"temis.whole.{'city' if self.place['is_city'] else 'province'}")

    @property
    def is_seen(self) -> bool:
        """Whether the province is one of the division shown, and within the store's scope."""
        return self.place is not None

    def table(self, number: str) -> str:
        """The title of a table: its number, the place and the year."""
        return self.words("temis.table", number=number, place=self.where, year=self.year)

    @property
    def map_title(self) -> str:
        """What a map of the report shows."""
        return self.words("temis.map.title", year=self.year, date=self.words.date(self.as_of))

    @property
    def seat(self) -> str:
        """Where the report is signed, as it stands before the day."""
        place = self.place or report.places(self.store, province_code=_CAPITAL).row(0, named=True)
        code = place["province_code"]
        named = f"temis.place.city_{code}"
        name = self.words.name(place)
        return self.words(named, name=name) if named in self.words else name

    @property
    def is_whole_country(self) -> bool:
        """Whether every province is in the store's scope."""
        return self.store.scope.provinces is None

    @property
    def key(self) -> str:
        """The province's code as masks have it: empty for the country; no mask speaks of a part of it."""
        return self.province_code or ("" if self.is_whole_country else "?")

    @property
    def edition_name(self) -> str:
        """internal or public."""
        return self.edition.name

    @property
    def shows_all(self) -> bool:
        """Whether nothing is withheld."""
        return self.edition.name == INTERNAL.name

    @property
    def as_of(self) -> date:
        """The data date."""
        return self.store.snapshot.as_of

    @property
    def smallest(self) -> int:
        """The smallest group that this edition shows."""
        return self.edition.smallest

    @property
    def enough(self) -> int:
        """The smallest group of which a sentence is made."""
        return max(self.edition.smallest, _FEW)

    def mask(self, cube: str) -> pl.DataFrame | None:
        """What this edition withholds of a cube; None: nothing."""
        return self.edition.mask(cube)

    def asked(self, **more: Any) -> dict[str, Any]:
        """The place and year as questions take them."""
        return {"report_year": self.year, "province_code": self.province_code} | more

    @property
    def _kind(self) -> str:
        place = self.place or {}
        named = f"city_{place.get('province_code')}"
        if f"temis.place.{named}" in self.words:
            return named
        return "city" if place.get("is_city") else "province"

    @property
    def _names(self) -> list[str]:
        rows = [] if self.is_whole_country else report.places(self.store).to_dicts()
        return [self.words.name(row) for row in rows]
