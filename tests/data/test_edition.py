"""Editions: the internal one shows all, the public one says cell by cell what it withholds."""

import polars as pl
import pytest

from data import edition, settings
from data.errors import SettingError
from data.withholding import standing
from tests import build

_HEADER = "province_code | report_year | level | people | accounts | self_done | completed | chua_dat | dat | kha | tot"


def _standing(**rows: tuple[int, ...]) -> str:
    """Table of one province: by level and group, joined by two underscores, the six counts of a row."""
    lines = [_HEADER]
    for name, counts in rows.items():
        level, people = name.split("__")
        accounts, completed, *marks = counts
        lines.append(" | ".join(map(str, ("22", 2020, level, people, accounts, completed, completed, *marks))))
    return "\n".join(lines)


def _public(folder, *, smallest=10, **tables):
    return edition.public(build.snapshot_of(folder, **tables), division=63, smallest=smallest)


def _row(mask, people, level="all", place="22"):
    return mask.row(
        by_predicate=(pl.col("province_code") == place) & (pl.col("level") == level) & (pl.col("people") == people),
        named=True,
    )


# one man among 11 rated Chưa đạt, as a real report had it
_ONE_MAN = _standing(
    all__total=(300, 250, 11, 60, 100, 79),
    all__female=(250, 210, 10, 50, 90, 60),
    primary__total=(300, 250, 11, 60, 100, 79),
    primary__female=(250, 210, 10, 50, 90, 60),
)


def test_one_man_beside_ten_women_is_not_told_although_both_counts_are_large_enough(tmp_path):
    mask = _public(tmp_path, standing=_ONE_MAN).mask("standing")

    assert _row(mask, "total")["chua_dat"] or _row(mask, "female")["chua_dat"]


def test_what_a_province_withholds_the_country_does_not_give_back_where_it_is_the_only_one(tmp_path):
    mask = _public(tmp_path, standing=_ONE_MAN).mask("standing")
    keys = ["level", "people"]

    own, country = (mask.filter(province_code=place).drop("province_code").sort(keys) for place in ("22", ""))

    assert own.equals(country)


def test_nobody_is_printed_as_zero_beside_what_is_withheld(tmp_path):
    rows = _standing(all__total=(300, 250, 0, 4, 146, 100), primary__total=(300, 250, 0, 4, 146, 100))
    row = _row(_public(tmp_path, standing=rows).mask("standing"), "total")

    assert row["dat"]
    assert not row["chua_dat"]


def test_few_people_take_their_whole_row_along_zeros_too(tmp_path):
    rows = _standing(all__total=(8, 8, 0, 0, 3, 5), primary__total=(8, 8, 0, 0, 3, 5))
    row = _row(_public(tmp_path, standing=rows).mask("standing"), "total")

    assert all(row[name] for name in standing.COUNTS)


def test_where_nothing_is_small_nothing_is_withheld(tmp_path):
    rows = _standing(all__total=(300, 200, 40, 60, 50, 50), primary__total=(300, 200, 40, 60, 50, 50))
    mask = _public(tmp_path, standing=rows).mask("standing")

    assert not mask.select(pl.any_horizontal(pl.col(standing.COUNTS).any())).item()


def test_the_mask_speaks_of_every_row_of_every_place_and_of_the_country(tmp_path):
    mask = _public(tmp_path, standing=_ONE_MAN).mask("standing")

    assert mask.height == 2 * 4 * 5
    assert mask.select(standing.KEY).is_unique().all()


def test_a_year_is_withheld_alike_in_whichever_years_report_it_stands(tmp_path):
    later = _ONE_MAN + "\n" + "\n".join(_ONE_MAN.replace("2020", "2021").splitlines()[1:])
    alone = _public(tmp_path / "one", standing=_ONE_MAN).mask("standing")
    beside = _public(tmp_path / "two", standing=later).mask("standing")

    assert beside.filter(report_year=2020).equals(alone)


def test_without_the_levels_of_a_place_all_of_it_is_withheld_once_anything_is_small(tmp_path):
    mask = _public(tmp_path, standing=_standing(all__total=(300, 250, 4, 46, 100, 100))).mask("standing")

    assert _row(mask, "total")["chua_dat"]
    assert _row(mask, "total", place="")["chua_dat"]


def test_the_internal_edition_withholds_nothing():
    assert edition.INTERNAL.mask("standing") is None


def test_a_public_edition_is_settled_once_and_says_nothing_of_what_it_does_not_know(tmp_path):
    snapshot = build.snapshot_of(tmp_path, standing=_ONE_MAN)
    public = edition.public(snapshot, division=63, smallest=10)

    assert edition.public(snapshot, division=63, smallest=10) is public
    assert edition.public(snapshot, division=63, smallest=5) is not public
    assert public.mask("standing") is public.mask("standing")
    with pytest.raises(KeyError):
        public.mask("training")


def test_the_34_units_have_masks_of_their_own(tmp_path):
    snapshot = build.snapshot_of(tmp_path, standing=_ONE_MAN)
    mask = edition.public(snapshot, division=34, smallest=10).mask("standing")

    assert set(mask["province_code"]) == {"22", ""}


def test_the_ministry_sets_the_smallest_group_between_3_and_100(monkeypatch):
    monkeypatch.delenv("TEMIS_SMALLEST", raising=False)
    assert settings.smallest() == 10
    monkeypatch.setenv("TEMIS_SMALLEST", "5")
    assert settings.smallest() == 5
    monkeypatch.setenv("TEMIS_SMALLEST", "2")
    with pytest.raises(SettingError):
        settings.smallest()
