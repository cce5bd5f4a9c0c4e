"""What of the answers may be shown: neither small groups, nor differences that tell of single persons."""

import polars as pl

from data.schema import ALL, ROLES

_ONE_OR_TWO = (1, 2)
_FEW = 3  # times the smallest group: from there on, one or two people do not stand out

_DONE = ("accounts", "completed", "completed_share")
_RATED = ("rated", "chua_dat", "dat", "kha", "tot", "good_share", "tot_share")
_OF_GROUPS = ("rated", "chua_dat", "dat", "kha", "tot", "ratings", "good_share", "tot_share")
_PAIR = ("pair_code", pl.col("level") == ALL)
_IS_EMPTY = (pl.col("accounts") == 0).any().over("pair_code", "level")


def few(smallest: int) -> int:
    """Below so many people a count of one or two is withheld, where ``smallest`` people may be shown at all."""
    return _FEW * smallest


def withheld(halves: pl.DataFrame, *, smallest: int) -> pl.DataFrame:
    """A ``standards.halves`` answer without what is too small, and why: done_state and rated_state.

    Both sides go together where either has fewer than ``smallest`` people, or below ``few`` of them one or two in any
    cell, those who have not completed among them. With one school level go all three: beside the total, the two
    others would give it away. Ratings go wherever completion goes. Where one side is empty there is nothing to tell
    apart: nobody. The states are value, withheld, nobody and no_data.
    """
    is_small = _is_small("accounts", pl.col("completed"), pl.col("accounts") - pl.col("completed"), smallest=smallest)
    marks = [pl.col(mark) for mark in ("chua_dat", "dat", "kha", "tot")]
    is_small_rated = is_small | _is_small("rated", *marks, smallest=smallest)
    judged = halves.with_columns(
        _state("completed", is_small).alias("done_state"), _state("rated", is_small_rated).alias("rated_state")
    )
    return judged.with_columns(
        *(_shown(name, "done_state") for name in _DONE), *(_shown(name, "rated_state") for name in _RATED)
    )


def groups(cells: pl.DataFrame, *, people: str, smallest: int, within: str | None = None) -> pl.DataFrame:
    """Cells of groups without the shares of fewer than ``smallest`` people, and why: state.

    ``people`` counts them. Core and mass go together, since the total is beside them. ``within`` names a column whose
    value "all" is the total of the others: with one of those go the others of the same group, but not the total.
    """
    of_roles = pl.col("group_code").is_in(ROLES)
    line = pl.when(of_roles).then(pl.lit("role")).otherwise("group_code")
    part = pl.lit(value=True) if within is None else pl.col(within) == ALL
    is_small = (pl.col(people) < smallest).fill_null(value=False).any().over(line, part)
    state = (
        pl.when(pl.col(people).is_null()).then(pl.lit("no_data")).when(is_small).then(pl.lit("withheld"))
    ).otherwise(pl.lit("value"))
    judged = cells.with_columns(state.alias("state"))
    return judged.with_columns(
        pl.when(pl.col("state") == "value").then(pl.col(name)).alias(name)
        for name in cells.columns
        if name in _OF_GROUPS
    )


def _is_small(base: str, *cells: pl.Expr, smallest: int) -> pl.Expr:
    has_one_or_two = pl.any_horizontal(cell.is_in(_ONE_OR_TWO) for cell in cells)
    is_small = (pl.col(base) < smallest) | ((pl.col(base) < few(smallest)) & has_one_or_two)
    return is_small & ~_IS_EMPTY


def _state(known: str, is_small: pl.Expr) -> pl.Expr:
    return (
        pl.when(pl.col(known).is_null())
        .then(pl.lit("no_data"))
        .when(_IS_EMPTY)
        .then(pl.lit("nobody"))
        .when(is_small.fill_null(value=False).any().over(*_PAIR))
        .then(pl.lit("withheld"))
        .otherwise(pl.lit("value"))
    )


def _shown(name: str, state: str) -> pl.Expr:
    return pl.when(pl.col(state) == "value").then(pl.col(name)).alias(name)
