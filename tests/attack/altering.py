"""What a viewer may not see, altered: a table's frame in, the other world's frame out, its rows as many as before.

What is hidden goes round from province to province and is multiplied, each by a number of its own: neither a province's
rows nor any sum that holds some of them stays what it was. What is small, and hidden for that, is altered where it is.
"""

import polars as pl

from data.measures import measures
from data.schema import MARKS, Table
from tests.attack.who import Theirs

SMALLEST = 10  # the threshold, by hand: no test sets another
_FACTORS = (3, 5, 7, 11)
_COUNTS = ("BIGINT",)
_OF_SCHOOLS = ("unit_standing",)  # marks of one school are nobody's to read
_OF_FEW = ("district_criterion",)


def altered(table: Table, frame: pl.DataFrame, theirs: Theirs, *, vintage: int, kind: str) -> pl.DataFrame:
    """The frame with everything altered that is not theirs to see; the same frame where all of it is theirs."""
    if table.layer == "unit":
        return _small_marks(table, _not_theirs(table, frame, theirs.schools[vintage], theirs.districts))
    if table.name == "headline":
        return frame if kind == "public" else small_parts(frame, theirs, vintage)
    if table.layer == "cube" or table.scope:
        return _not_theirs(table, frame, theirs.cubes[vintage])
    return frame


def _not_theirs(
    table: Table, frame: pl.DataFrame, own: frozenset[str] | None, districts: frozenset[str] | None = None
) -> pl.DataFrame:
    """Rows of other provinces, or of other districts at home, altered."""
    if own is None:
        return frame
    is_own = pl.col("province_code").is_in(own)
    if districts is not None:
        is_own &= pl.col("district_code").is_in(districts)
    theirs, hidden = frame.filter(is_own), frame.filter(~is_own)
    if hidden.is_empty():
        return frame
    return pl.concat([theirs, _renamed(table, _multiplied(table, _gone_round(hidden)))])


def _gone_round(hidden: pl.DataFrame) -> pl.DataFrame:
    """Each province with the rows of the one before."""
    codes = hidden["province_code"].unique().sort()
    following = dict(zip(codes, [*codes[1:], codes[0]], strict=True))
    return hidden.with_columns(pl.col("province_code").replace(following))


def _multiplied(table: Table, hidden: pl.DataFrame) -> pl.DataFrame:
    """Every count of a province times a number of its own: what is within a whole stays within it."""
    factor = pl.col("province_code").cast(pl.Int64).mod(len(_FACTORS)).replace_strict(dict(enumerate(_FACTORS)))
    counts = [column.name for column in table.columns if column.type in _COUNTS and not column.is_key]
    return hidden.with_columns(pl.col(name) * factor for name in counts)


def _renamed(table: Table, hidden: pl.DataFrame) -> pl.DataFrame:
    """Schools of others under other names."""
    if "name_vi" not in hidden.columns or table.name != "school":
        return hidden
    return hidden.with_columns(name_vi=pl.concat_str(pl.lit("Trường khác "), "school_code"))


def _small_marks(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The marks that are hidden from everybody: of one school, and of few people in a district."""
    if table.name not in (*_OF_SCHOOLS, *_OF_FEW):
        return frame
    people = pl.sum_horizontal(*MARKS)
    is_hidden = pl.lit(value=True) if table.name in _OF_SCHOOLS else people.is_between(1, SMALLEST - 1)
    moved = zip(MARKS, (*MARKS[1:], MARKS[0]), strict=True)
    return frame.with_columns(pl.when(is_hidden).then(other).otherwise(mark).alias(mark) for mark, other in moved)


def small_parts(frame: pl.DataFrame, theirs: Theirs, vintage: int) -> pl.DataFrame:
    """Headline rows of groups that are too small, each with another part of its whole."""
    counted_in_people = [name for name, measure in measures().items() if measure.smallest > 1]
    is_hidden = pl.col("measure").is_in(counted_in_people) & pl.col("whole").is_between(1, SMALLEST - 1)
    is_hidden &= _is_guarded(theirs, vintage)
    other = (pl.col("part") + 1).mod(pl.col("whole") + 1)
    return frame.with_columns(part=pl.when(is_hidden).then(other).otherwise("part"))


def _is_guarded(theirs: Theirs, vintage: int) -> pl.Expr:
    """Rows in which small groups are hidden from them: of others, of all where they are careful."""
    own = theirs.cubes[vintage]
    if theirs.is_careful:
        return pl.lit(value=True)
    return pl.lit(value=False) if own is None else ~pl.col("province_code").is_in(own)
