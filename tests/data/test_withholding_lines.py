"""Criteria, wishes, satisfaction and districts of the public edition give no small group away either."""

from functools import cache
from pathlib import Path

import polars as pl
import pytest

from data import edition
from data.access import Scope
from data.schema import AUDIENCES, MARKS
from data.snapshot import open_snapshot
from data.store import open_store
from tests.data import attack_lines as attack

_COUNTS = ("accounts", "completed")
_KEYS = ("report_year", "audience", "province_code")
_TOTALS = """
select report_year, audience, province_code, sum(accounts)::bigint as accounts, sum(completed)::bigint as completed
from standing where role = 'all' and level = 'all' and people = 'total' and completed is not null group by all
"""
_CRITERIA = """
select report_year, audience, province_code, criterion_no, sum(chua_dat + dat + kha + tot)::bigint as rated,
    sum(chua_dat)::bigint as chua_dat, sum(dat)::bigint as dat, sum(kha)::bigint as kha, sum(tot)::bigint as tot
from criterion_standing inner join framework using (framework_code)
where people = 'total' and rater = 'self' group by all
"""
_WISHES = """
select report_year, audience, province_code, module_code || criterion_no as wish, sum(learners)::bigint as learners
from need_count where people = 'total' group by all
"""
_SATISFIED = """
select audience || role || question_code as line, province_code as place, sum(answers)::bigint as whole,
    (sum(answers) filter (where answer >= satisfied_from))::bigint as part
from satisfaction inner join question using (question_code) group by all
"""
_DISTRICTS = """
select audience || report_year || province_code as line, district_code as place, sum(accounts)::bigint as whole,
    sum(completed)::bigint as part
from unit_standing where completed is not null group by all
"""


@cache
def _snapshot(state: Path):
    return open_snapshot(max((state / "snapshots").glob("mo-phong-*")))


@cache
def _ask(state: Path, sql: str) -> pl.DataFrame:
    snapshot = _snapshot(state)
    units = frozenset(part.province_code for part in snapshot.manifest.parts if part.table == "unit_standing")
    store = open_store(snapshot, Scope(units=units), division=63)
    with store.cursor() as cursor:
        answer = cursor.sql(sql).pl()
    store.close()
    return answer


def _public(state: Path, smallest: int) -> edition.Edition:
    return edition.public(_snapshot(state), division=63, smallest=smallest)


def _with_country(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    country = rows.group_by(keys).agg(pl.exclude("province_code").sum()).with_columns(province_code=pl.lit(""))
    return pl.concat([rows, country.select(rows.columns)])


def _cells(rows: pl.DataFrame, mask: pl.DataFrame, places: set[str], key: str | None, counts: tuple[str, ...]) -> dict:
    """By place and key: for each count its value and whether it is withheld; where there is no row, a printed 0."""
    keys = ["province_code", *([key] if key else [])]
    joined = _with_country(rows, *([key] if key else [])).join(mask, on=keys, suffix="_hidden", validate="1:1")
    found = {
        tuple(row[name] for name in keys): [(row[count], row[f"{count}_hidden"]) for count in counts]
        for row in joined.to_dicts()
    }
    if key:
        for place in ("", *places):
            for value in set(rows[key]):
                found.setdefault((place, value), [(0, False)] * len(counts))
    return found


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("smallest", [3, 10])
def test_criteria_wishes_and_accounts_together_give_no_small_group_away(demo_state, smallest, audience):
    public, chosen = _public(demo_state, smallest), {"report_year": 2021, "audience": audience}
    rows = [
        _ask(demo_state, sql).filter(**chosen).drop("report_year", "audience") for sql in (_TOTALS, _CRITERIA, _WISHES)
    ]
    totals, marks, wishes = rows
    places = set(marks["province_code"])
    masks = [public.mask(name).filter(**chosen) for name in ("standing", "criterion_standing", "need_count")]
    standing = masks[0].filter(level="all", people="total")
    wished = masks[2].with_columns(wish=pl.col("module_code") + pl.col("criterion_no").cast(pl.String))

    cells = _cells(totals.filter(pl.col("province_code").is_in(places)), standing, places, None, _COUNTS)
    totals_told = {(place, name): cell[at] for (place,), cell in cells.items() for at, name in enumerate(_COUNTS)}
    told = _cells(
        marks, masks[1].cast({"criterion_no": marks["criterion_no"].dtype}), places, "criterion_no", ("rated", *MARKS)
    )
    wishes_told = {key: cell[0] for key, cell in _cells(wishes, wished, places, "wish", ("learners",)).items()}
    survey = attack.Survey(totals_told, told, wishes_told, smallest=smallest)

    assert len(survey.small) > 100
    assert survey.relations.determined(survey.small) == []
    assert survey.relations.one_below(survey.small, smallest) is None


def _parts(rows: pl.DataFrame, mask: pl.DataFrame, names: tuple[str, str]) -> tuple[dict, set]:
    wholes = {(row["line"], row["place"]): (row["whole"], row["part"] or 0) for row in rows.to_dicts()}
    for line in {line for line, _ in wholes}:
        own = [value for (of, _), value in wholes.items() if of == line]
        wholes[line, ""] = (sum(whole for whole, _ in own), sum(part for _, part in own))
    hidden = {
        (row["line"], row["place"], told)
        for row in mask.to_dicts()
        for told, name in zip(("whole", "part"), names, strict=True)
        if row[name]
    }
    return wholes, hidden


@pytest.mark.parametrize("smallest", [3, 10])
def test_neither_the_satisfied_nor_the_dissatisfied_are_given_away(demo_state, smallest):
    mask = _public(demo_state, smallest).mask("satisfaction")
    mask = mask.with_columns(line=pl.col("audience") + pl.col("role") + pl.col("question_code"), place="province_code")
    wholes, hidden = _parts(_ask(demo_state, _SATISFIED), mask, ("answers", "satisfied"))
    relations, small = attack.parts(wholes, hidden, smallest=smallest)

    assert small
    assert relations.determined(small) == []
    assert relations.one_below(small, smallest) is None


@pytest.mark.parametrize("smallest", [3, 10])
def test_districts_give_nothing_away_beside_their_provinces_total(demo_state, smallest):
    public = _public(demo_state, smallest)
    line = pl.col("audience") + pl.col("report_year").cast(pl.String) + pl.col("province_code")
    mask = public.mask("unit_standing").with_columns(line=line, place="district_code")
    totals = public.mask("standing").filter(level="all", people="total").with_columns(line=line, place=pl.lit(""))
    both = pl.concat([each.select("line", "place", *_COUNTS) for each in (mask, totals)])
    wholes, hidden = _parts(_ask(demo_state, _DISTRICTS), both, _COUNTS)
    relations, small = attack.parts(wholes, hidden, smallest=smallest)
    small = {name: terms for name, terms in small.items() if name[1]}

    assert small
    assert relations.determined(small) == []
    assert relations.one_below(small, smallest) is None
