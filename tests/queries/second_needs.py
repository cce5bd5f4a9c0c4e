"""The questions about needs, answered a second way: person by person, from marks, wishes and enrolments."""

from datetime import date

import polars as pl

from data import reference
from tests.queries.facts import Facts, chosen

_KEYS = ("weak", "wished_criterion", "wished_module", "need", "enrolments", "lms_passed", "lms_share", "remaining")

_YEARS = [{"report_year": year, "audience": audience} for year in (2020, 2021) for audience in ("teacher", "manager")]
_LEVELS = [{"level": level} for level in ("all", "primary")]
_ASKED = [year | level for year in _YEARS for level in _LEVELS]
ASKED = {
    "needs.by_criterion": [one | {"province_code": code} for one in _ASKED for code in (None, "22")],
    "needs.by_module": [one | {"province_code": code} for one in _ASKED for code in (None, "22", "95")],
    "needs.by_province": _ASKED,
    "needs.by_district": [one | {"province_code": "22"} for one in _ASKED],
}
OF_UNITS_ALONE = {"needs.by_district"}


def _standard(audience: str, report_year: int) -> str:
    day = date(report_year + 1, 3, 31).isoformat()
    rows = reference.read("frameworks").filter(audience=audience).fill_null("").to_dicts()
    held = [row for row in rows if row["valid_from"] <= day and day <= (row["valid_to"] or "9999")]
    return held[0]["framework_code"]


def _marked(facts: Facts, *, report_year, audience, **choice) -> pl.DataFrame:
    """One row a person and criterion: own marks under the standard, with where the person was that year."""
    who = chosen(facts.people, report_year=report_year, audience=audience, **choice)
    standard = _standard(audience, report_year)
    rows = facts.table("assessment").filter(rater="self", report_year=report_year, framework_code=standard)
    rows = rows.select("learner_key", "criterion_no", "mark")
    return rows.join(who, on="learner_key").with_columns(is_weak=pl.col("mark") <= 2)


def _wished(facts: Facts, *, report_year, audience, **choice) -> pl.DataFrame:
    who = chosen(facts.people, report_year=report_year, audience=audience, **choice)
    rows = facts.table("need").filter(report_year=report_year).select("learner_key", "module_code", "criterion_no")
    return rows.join(who, on="learner_key")


def _heads(rows: pl.DataFrame) -> int:
    return rows["learner_key"].n_unique()


def needs_by_criterion(facts: Facts, **choice) -> pl.DataFrame:
    marked, wished = _marked(facts, **choice), _wished(facts, **choice)
    past = _marked(facts, **choice | {"report_year": choice["report_year"] - 1})
    self_done = _heads(_self_assessed(facts, **choice))
    answer = []
    for number in range(1, 19 if choice["audience"] == "manager" else 16):
        own = marked.filter(criterion_no=number)
        weak, rated = _heads(own.filter("is_weak")), _heads(own)
        before = past.filter(criterion_no=number)
        hoped = _heads(wished.filter(criterion_no=number))
        share_before = before["is_weak"].mean()
        answer.append((number, weak, rated, weak / rated, share_before, hoped, self_done, hoped / self_done))
    names = ["criterion_no", "weak", "rated", "weak_share", "previous_weak_share", "wished", "self_done"]
    return pl.DataFrame(answer, schema=[*names, "wished_share"], orient="row")


def _self_assessed(facts: Facts, *, report_year, audience, **choice) -> pl.DataFrame:
    return chosen(facts.judged, report_year=report_year, audience=audience, **choice).filter(
        pl.col("self_on").is_not_null()
    )


def _modules(audience: str) -> pl.DataFrame:
    prefix = "GV" if audience == "teacher" else "QL"
    rows = reference.read("modules").filter(audience=audience).with_columns(pl.col("number").cast(pl.Int64))
    return rows.select("number", module_code=pl.lit(prefix) + pl.col("number").cast(pl.String)).sort("number")


def _of_module(code: str, links: dict[str, list[int]], marked, wished, enrolled) -> dict:
    """The counts of one module among the rows of one place, each person once."""
    numbers = links.get(code, [])
    weak = [_heads(own.filter("is_weak")) for n in numbers if not (own := marked.filter(criterion_no=n)).is_empty()]
    hoped = [_heads(wished.filter(criterion_no=n)) for n in numbers]
    has_spoken = not wished.is_empty()
    mass = enrolled.filter(module_code=code, role="mass")
    row = {
        "weak": max(weak, default=None),
        "wished_criterion": max(hoped, default=None) if has_spoken else None,
        "wished_module": _heads(wished.filter(module_code=code)) if has_spoken else None,
        "enrolments": mass.height or None,
        "lms_passed": int(mass["lms_passed"].sum()) if mass.height else None,
    }
    known = [row[name] for name in _KEYS[:3] if row[name] is not None]
    row["need"] = max(known, default=None)
    row["lms_share"] = row["lms_passed"] / mass.height if mass.height else None
    left = 1.0 if row["lms_share"] is None else (mass.height - row["lms_passed"]) / mass.height
    row["remaining"] = None if row["need"] is None else int(row["need"] * left + 0.5)
    return row


def _links(audience: str, report_year: int) -> dict[str, list[int]]:
    rows = reference.read("criterion_modules").filter(framework_code=_standard(audience, report_year))
    return {
        code: [int(n) for n in own["criterion_no"]]
        for (code,), own in rows.group_by("module_code", maintain_order=True)
    }


def _trained(facts: Facts, *, audience, **choice) -> pl.DataFrame:
    cohorts = reference.read("cohorts").filter(audience=audience).select("cohort_code", cohort_role="role")
    rows = chosen(facts.enrolled, **choice).join(cohorts, on="cohort_code")
    return rows.drop("role", strict=False).rename({"cohort_role": "role"})


def _placed(rows: list[dict]) -> list[dict]:
    """Places by what remains; a module that nobody remains for has none."""
    ranked = sorted((row for row in rows if row["remaining"]), key=lambda row: (-row["remaining"], row["number"]))
    for place, row in enumerate(ranked, start=1):
        row["place"] = place
    return rows


def _answer(place: dict, marked, wished, enrolled, *, report_year, audience) -> list[dict]:
    links = _links(audience, report_year)
    return _placed(
        [
            place
            | {"module_code": row["module_code"], "number": row["number"], "place": None}
            | _of_module(row["module_code"], links, marked, wished, enrolled)
            for row in _modules(audience).to_dicts()
        ]
    )


def _frame(rows: list[dict], *keys: str) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None).select(*keys, "module_code", "number", *_KEYS, "place")


def needs_by_module(facts: Facts, *, report_year, audience, **choice) -> pl.DataFrame:
    year = {"report_year": report_year, "audience": audience}
    marked, wished = _marked(facts, **year, **choice), _wished(facts, **year, **choice)
    rows = _answer({}, marked, wished, _trained(facts, audience=audience, **choice), **year)
    frame = _frame(rows).sort(pl.col("remaining").fill_null(-1), "number", descending=[True, False])
    has_marks = not marked.is_empty()
    rated = [
        _heads(marked.filter(criterion_no=_links(audience, report_year)[code][0]))
        if has_marks and code in _links(audience, report_year)
        else None
        for code in frame["module_code"]
    ]
    return frame.with_columns(pl.Series("rated", rated, dtype=pl.Int64))


def needs_by_province(facts: Facts, *, report_year, audience, level) -> pl.DataFrame:
    year, rows = {"report_year": report_year, "audience": audience}, []
    whole = [_marked(facts, **year, level=level), _wished(facts, **year, level=level)]
    whole.append(_trained(facts, audience=audience, level=level))
    for code in facts.table("province")["province_code"].sort():
        rows += _answer({"province_code": code}, *(each.filter(province_code=code) for each in whole), **year)
    return _frame(rows, "province_code")


def needs_by_district(facts: Facts, *, province_code, report_year, audience, level) -> pl.DataFrame:
    year, rows = {"report_year": report_year, "audience": audience}, []
    own = {"level": level, "province_code": province_code}
    schools = facts.table("school").select("school_code", "district_code")
    whole = [_marked(facts, **year, **own), _wished(facts, **year, **own), _trained(facts, audience=audience, **own)]
    whole = [each.drop("district_code", strict=False).join(schools, on="school_code", how="left") for each in whole]
    for code in facts.table("district").filter(province_code=province_code)["district_code"]:
        of_district = [each.filter(district_code=code) for each in whole]
        few = _few_marked(of_district[0], **year)
        rows += [_shown(_unmarked(row, few)) for row in _answer({"district_code": code}, *of_district, **year)]
    placed = [row for _, own_rows in _by("district_code", rows) for row in _placed(own_rows)]
    return _frame(placed, "district_code").sort("district_code", "number")


def _by(name: str, rows: list[dict]) -> list[tuple[str, list[dict]]]:
    return [(code, [row for row in rows if row[name] == code]) for code in dict.fromkeys(row[name] for row in rows)]


def _few_marked(marked: pl.DataFrame, *, audience, report_year) -> set[str]:
    """Modules one of whose criteria was marked of 1 to 9 people of one level."""
    people = marked.group_by("criterion_no", "level").agg(pl.col("learner_key").n_unique().alias("people"))
    few = set(people.filter(pl.col("people") < 10)["criterion_no"])
    return {code for code, numbers in _links(audience, report_year).items() if few & set(numbers)}


def _unmarked(row: dict, few: set[str]) -> dict:
    """The row without what follows from the marks of few people."""
    return row | dict.fromkeys(("weak", "need", "remaining"), None) if row["module_code"] in few else row


def _shown(row: dict) -> dict:
    """The row as it may be shown: no count of 1 to 9 people, and nothing at all where the need is so small."""
    small = {name for name in _KEYS if name in row and name not in ("lms_share", "lms_passed")}
    hidden = {name: None for name in small if row[name] is not None and 1 <= row[name] <= 9}
    if "need" in hidden:
        hidden["remaining"] = None
    if "enrolments" in hidden:
        hidden |= {"lms_passed": None, "lms_share": None}
    return row | hidden | {"place": None}
