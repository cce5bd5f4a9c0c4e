"""Criteria, wishes, satisfaction and districts, as frames in and masks out."""

from typing import Any

import numpy as np
import polars as pl

from data.schema import ALL, MARKS
from data.withholding import lines
from data.withholding.standing import COUNTRY

_YEAR = ("report_year", "audience")
_SCHEMA = {"report_year": pl.Int64, "criterion_no": pl.Int64}

CRITERIA = (*_YEAR, "province_code", "rater", "criterion_no")
WISHES = (*_YEAR, "province_code", "module_code", "criterion_no")
SATISFACTION = ("province_code", "audience", "role", "question_code")
DISTRICTS = (*_YEAR, "province_code", "district_code")


def criteria(rows: pl.DataFrame, totals: pl.DataFrame, *, smallest: int) -> pl.DataFrame:
    """CRITERIA and a Boolean for rated and each mark of people's own, the only ones that are for the public.

    ``totals``: report_year, audience, province_code, accounts and completed of everybody, and of each whether it
    is_shown. The same people are rated in every criterion, so they are withheld in all or in none.
    """
    found = []
    for (year, audience), own in _by(rows.filter(rater="self"), _YEAR):
        places, numbers, counts = _dense(own, "criterion_no", MARKS)
        shut = _who_is_rated(counts, *_aligned(totals.filter(report_year=year, audience=audience), places), smallest)
        for at, number in enumerate(numbers):
            masked = lines.marks(counts[:, at], smallest=smallest, shut=shut)
            keys = {"report_year": year, "audience": audience, "rater": "self", "criterion_no": number}
            found.append(_frame(places, masked, ("rated", *MARKS), keys))
    return _joined(found, CRITERIA, ("rated", *MARKS))


def _aligned(totals: pl.DataFrame, places: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Places x (accounts, completed), 0 where nothing is told; and whether each is shown."""
    names = ("accounts", "completed")
    of_place = {row["province_code"]: row for row in totals.to_dicts()}
    rows = [of_place.get(code, {}) for code in places]
    counts = [[row.get(name) or 0 for name in names] for row in rows]
    shown = [[row.get(f"{name}_is_shown", False) and row[name] is not None for name in names] for row in rows]
    return np.array(counts, dtype=np.float64).reshape(-1, 2), np.array(shown, dtype=bool).reshape(-1, 2)


def _who_is_rated(counts: np.ndarray, totals: np.ndarray, shown: np.ndarray, smallest: int) -> np.ndarray:
    """Places, the country last, of which nothing is printed in any criterion; ``counts`` places x criteria x marks."""
    few = np.any([lines.too_few_to_mark(each, smallest=smallest) for each in np.moveaxis(counts, 1, 0)], axis=0)
    rated = counts.sum(axis=2)
    # of just the smallest, one who is not in a part leaves fewer than may be shown
    few |= ((rated > 0) & (rated <= smallest)).any(axis=1) | ~shown[:, 1]
    shut = np.append(few, [False])
    for each in rated.T:
        shut = lines.begun(totals, shown, each, smallest=smallest, shut=shut)
    return shut


def wishes(rows: pl.DataFrame, rated: pl.DataFrame, mask: pl.DataFrame, *, smallest: int) -> pl.DataFrame:
    """WISHES and learners; who did not wish is found from ``rated``, the criteria's rows, where ``mask`` shows them."""
    found = []
    for (year, audience), own in _by(rows, _YEAR):
        told = rated.filter(report_year=year, audience=audience, rater="self")
        wholes = told.select("province_code", pl.sum_horizontal(MARKS)).group_by("province_code").max()
        people = dict(wholes.iter_rows())
        judged = mask.filter(report_year=year, audience=audience, rater="self").filter("rated")["province_code"]
        for (module, number), wished in _by(own, ("module_code", "criterion_no")):
            places = sorted(set(own["province_code"]))
            counts = _counts(wished, places, ("learners",))[:, 0]
            whole = np.maximum([people.get(code, 0) for code in places], counts)
            shut = _in([*places, COUNTRY], set(judged) | (set(places) - set(people)))
            shut[-1] |= not people
            masked = lines.parts(whole, counts, smallest=smallest, shut=shut, is_kept=True)
            keys = {"report_year": year, "audience": audience, "module_code": module, "criterion_no": number}
            found.append(_frame(places, masked[:, 1:], ("learners",), keys))
    return _joined(found, WISHES, ("learners",))


def satisfaction(rows: pl.DataFrame, *, smallest: int) -> pl.DataFrame:
    """SATISFACTION, answers and satisfied; the dissatisfied are protected as well."""
    found = []
    for (audience, role, question), own in _by(rows, ("audience", "role", "question_code")):
        places = sorted(set(own["province_code"]))
        answers, satisfied = _counts(own, places, ("answers", "satisfied")).T
        masked = lines.parts(answers, satisfied, smallest=smallest)
        keys = {"audience": audience, "role": role, "question_code": question}
        found.append(_frame(places, masked, ("answers", "satisfied"), keys))
    return _joined(found, SATISFACTION, ("answers", "satisfied"))


def districts(rows: pl.DataFrame, standing: pl.DataFrame, *, smallest: int) -> pl.DataFrame:
    """DISTRICTS, accounts and completed; ``standing`` is the mask of the provinces' totals."""
    counts = ("accounts", "completed")
    totals = standing.filter(level=ALL, people="total").select(*_YEAR, "province_code", *counts)
    withheld = {key[:3]: key[3:] for key in totals.iter_rows()}
    found = []
    for (year, audience, province), own in _by(rows, (*_YEAR, "province_code")):
        codes = sorted(set(own["district_code"]))
        accounts, completed = _counts(own, codes, counts, place="district_code").T
        total = withheld.get((year, audience, province), (True, True))
        masked = lines.below(accounts, completed, total, smallest=smallest)
        keys = {"report_year": year, "audience": audience, "province_code": province}
        found.append(_frame(codes, masked, counts, keys, place="district_code"))
    return _joined(found, DISTRICTS, counts)


def _by(rows: pl.DataFrame, names: tuple[str, ...]) -> list[tuple[tuple[Any, ...], pl.DataFrame]]:
    return sorted(rows.partition_by(names, as_dict=True, maintain_order=False).items(), key=lambda pair: pair[0])


def _dense(rows: pl.DataFrame, across: str, names: tuple[str, ...]) -> tuple[list[str], list[Any], np.ndarray]:
    """The places, the values of a column, and places x values x names counts, 0 where there is no row."""
    places, values = sorted(set(rows["province_code"])), sorted(set(rows[across]))
    counts = np.zeros((len(places), len(values), len(names)))
    where = [places.index(code) for code in rows["province_code"]], [values.index(each) for each in rows[across]]
    counts[where] = rows.select(names).fill_null(0).to_numpy()
    return places, values, counts


def _counts(
    rows: pl.DataFrame, places: list[str], names: tuple[str, ...], *, place: str = "province_code"
) -> np.ndarray:
    counts = np.zeros((len(places), len(names)))
    counts[[places.index(code) for code in rows[place]]] = rows.select(names).fill_null(0).to_numpy()
    return counts


def _in(places: list[str], codes: Any) -> np.ndarray:
    return np.array([code in codes for code in places], dtype=bool)


def _frame(
    places: list[str],
    masked: np.ndarray,
    names: tuple[str, ...],
    keys: dict[str, Any],
    *,
    place: str = "province_code",
) -> pl.DataFrame:
    codes = places if len(masked) == len(places) else [*places, COUNTRY]
    lined = {place: codes} | {name: masked[:, at] for at, name in enumerate(names)}
    return pl.DataFrame(lined).with_columns(
        pl.lit(value, dtype=_type(name)).alias(name) for name, value in keys.items()
    )


def _joined(frames: list[pl.DataFrame], keys: tuple[str, ...], counts: tuple[str, ...]) -> pl.DataFrame:
    schema = {name: _type(name) for name in keys} | dict.fromkeys(counts, pl.Boolean())
    return pl.concat([frame.select(list(schema)) for frame in frames]) if frames else pl.DataFrame(schema=schema)


def _type(name: str) -> pl.DataType:
    return _SCHEMA.get(name, pl.String)()
