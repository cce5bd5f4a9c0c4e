"""Names of the explorer's keys, in the order in which a reader expects them."""

import polars as pl

from data.schema import LEVELS, PEOPLE, RATERS, ROLES
from pages.parts.view import View
from queries import catalogue

_ORDERS = {"level": LEVELS, "people": PEOPLE, "role": ROLES, "rater": RATERS}


def names_of(made: View, dim: str, keys: pl.Series) -> dict[str, str]:
    """Key → name of the keys there are; the total, which has none, is not among them."""
    there = list(dict.fromkeys(key for key in keys if key is not None))
    order = {key: place for place, key in enumerate(_order(made, dim))}
    return {key: _name(made, dim, key) for key in sorted(there, key=lambda key: (order.get(key, len(order)), key))}


def _order(made: View, dim: str) -> tuple[str, ...]:
    """The keys of a dimension that has an order of its own; others go by their code."""
    if dim == "province":
        return made.offer.catalogue.provinces
    if dim == "subject":
        return made.offer.catalogue.subjects
    return _ORDERS.get(dim, ())


def _name(made: View, dim: str, key: str) -> str:
    words = made.words
    if dim == "province":
        return made.offer.names.get(key, key)
    if dim == "module":
        return words("term.module", number=key[2:])
    if dim == "criterion":
        return _criterion(made, key)
    if dim == "year":
        return key
    if dim in ("level", "people", "role", "rater"):
        return words(f"{dim}.{key}")
    if dim == "subject":
        return words(f"subject.{key or 'none'}")
    kind = "region" if dim in ("region", "university") else dim
    return made.offer.labels[kind].get(key, key or words("number.none"))


def _criterion(made: View, key: str) -> str:
    """A criterion by number and name; its key may begin with its framework."""
    framework, _, number = key.rpartition(" ")
    if not framework:
        known = catalogue.frameworks(made.store).filter(pl.col("criteria") > 0, audience=made.choice.audience)
        framework = known["framework_code"][0] if known.height else ""
    criteria = catalogue.criteria(made.store, framework_code=framework)
    row = next((row for row in criteria.to_dicts() if row["criterion_no"] == int(number)), {})
    return made.words("report.criterion", number=int(number), name=made.words.name(row))
