"""The questions about peers, answered a second way: traits from people and lists, rates from the detail."""

import math
import statistics

import polars as pl

from data import reference
from data.measures import measures
from tests.queries.facts import Facts, chosen
from tests.queries.second_country import counted

_YEAR = {"audience": "teacher", "report_year": 2021}
_TRAITS = {"size": "log_size", "disadvantaged": "disadvantaged_share", "start": "start_day"}
ASKED = {
    "peers.nearest": [
        _YEAR | {"province_code": code, "nearest": nearest, "alike": alike}
        for code, nearest, alike in (
            ("22", 8, "size-disadvantaged-start"),
            ("01", 5, "size"),
            ("95", 8, "size-disadvantaged-start"),  # no LMS, so no start
            ("95", 12, "size-disadvantaged"),
            ("", 8, "start"),
        )
    ],
    "peers.compared": [
        {
            "province_code": code,
            "peers": "01,24,27,95",
            "audience": audience,
            "cohort_code": f"{audience}-mass-2020",
            "module_code": "all",
            "question_code": "support_satisfied",
            "report_year": year,
        }
        for code, audience, year in (("22", "teacher", 2021), ("95", "teacher", 2020), ("22", "manager", 2020))
    ],
}


def _traits(facts: Facts, audience: str, report_year: int) -> list[dict]:
    there = chosen(facts.judged, audience=audience, report_year=report_year)
    teachers = reference.read("province_education_2021").group_by("code").agg(pl.col("teachers").cast(int).sum())
    sizes = dict(teachers.iter_rows())
    started = dict(facts.table("lms_use").select("province_code", "since_on").iter_rows())
    rows = []
    for code in facts.table("province")["province_code"].sort():
        own = there.filter(province_code=code)
        poor = chosen(own, "disadvantaged_area").height
        since = started.get(code)
        rows.append(
            {
                "province_code": code,
                "size": sizes[code],
                "accounts": own.height,
                "disadvantaged": poor,
                "disadvantaged_share": poor / own.height,
                "since_on": since,
                "log_size": math.log(sizes[code]),
                "start_day": None if since is None else since.toordinal(),
            }
        )
    return rows


def peers_nearest(facts: Facts, *, province_code, audience, report_year, nearest, alike) -> pl.DataFrame:
    rows = _traits(facts, audience, report_year)
    names = [_TRAITS[name] for name in alike.split("-")]
    spread = {n: statistics.pstdev(row[n] for row in rows if row[n] is not None) for n in names}
    own = next((row for row in rows if row["province_code"] == province_code), None)
    for row in rows:
        row["is_own"] = row is own
        has_all = own is not None and row is not own and None not in [each[n] for each in (row, own) for n in names]
        row["distance"] = sum(((row[n] - own[n]) / spread[n]) ** 2 for n in names) if has_all else None
    ranked = sorted((row for row in rows if row["distance"] is not None), key=lambda row: row["distance"])
    for place, row in enumerate(ranked, start=1):
        row |= {"place": place, "is_peer": place <= nearest}
    others = [row for row in rows if row["distance"] is None]
    ordered = [*([own] if own else []), *ranked, *(row for row in others if row is not own)]
    ordered = [{"place": None, "is_peer": False} | row for row in ordered]
    return pl.DataFrame(ordered, infer_schema_length=None).select(
        *("province_code", "size", "accounts", "disadvantaged", "disadvantaged_share", "since_on"),
        *("is_own", "distance", "place", "is_peer"),
    )


def peers_compared(facts: Facts, *, province_code, peers, **choice) -> pl.DataFrame:
    answer = []
    for measure in list(measures())[1:]:  # the first, whether there is an LMS, is no rate of a province
        rows = counted(facts, measure, **choice | {"level": "all", "people": "total"}).to_dicts()
        whole = [row for row in rows if row["whole"] and row["part"] is not None]
        known = {row["province_code"]: row["part"] / row["whole"] for row in whole}
        part, of = sum(row["part"] for row in whole), sum(row["whole"] for row in whole)
        own = next((row for row in rows if row["province_code"] == province_code), {})
        theirs = [known[code] for code in peers.split(",") if code in known]
        share = known.get(province_code)
        place = None if share is None else 1 + sum(other > share for other in theirs)
        answer.append(
            {
                "measure": measure,
                "part": own.get("part"),
                "whole": own.get("whole"),
                "share": share,
                "peers_known": len(theirs),
                "low_share": min(theirs, default=None),
                "median_share": statistics.median(theirs) if theirs else None,
                "high_share": max(theirs, default=None),
                "place": place,
                "country_part": part if known else None,
                "country_whole": of if known else None,
                "country_share": part / of if known else None,
                "provinces_known": len(known),
            }
        )
    return pl.DataFrame(answer, infer_schema_length=None)
