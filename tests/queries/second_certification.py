"""The way to the certificate, answered a second way: from the dates of every enrolment."""

from itertools import product

import polars as pl

from data import reference
from tests.queries.facts import Facts, chosen, share
from tests.queries.second_country import owing

STAGES = (
    *("not_started", "at_lms", "lms_refused", "to_supporter", "at_supporter", "supporter_refused"),
    *("to_university", "at_university", "university_refused", "to_certificate", "done"),
)
STEPS = ("supporter", "university", "certificate")
WAITED = ("decided", "median_days", "p90_days", "waiting", "waiting_median_days")
STALLED = ("learners", "unfinished", "stalled", "stalled_share", "stalled_of_all_share")
_COHORTS = ("teacher-mass-2020", "teacher-core-2019", "manager-mass-2020")

_TOLD_APART = [
    {"by": by, "cohort_code": cohort, "module_code": module, "province_code": province}
    for by, (cohort, module, province) in product(
        ("region", "university", "module", "cohort"),
        (("teacher-mass-2020", "all", None), ("teacher-core-2019", "GV2", None), ("manager-mass-2020", "all", "22")),
    )
]
_COURSES = [
    {"cohort_code": cohort, "module_code": module}
    for cohort, module in (*((cohort, "all") for cohort in _COHORTS), ("teacher-mass-2020", "GV3"))
]
ASKED = {
    "certification.stock": [course | {"province_code": code} for course in _COURSES for code in (None, "22")],
    "certification.waiting_by_step": [course | {"province_code": code} for course in _COURSES for code in (None, "22")],
    "certification.waiting_by_group": [
        choice | {"step": step} for choice in _TOLD_APART for step in ("university", "supporter")
    ],
    "certification.waiting_by_province": [course | {"step": step} for course in _COURSES for step in STEPS],
    "certification.stalled_by_stage": [
        course | {"stalled_days": days, "province_code": code}
        for course in _COURSES
        for days, code in ((30, None), (90, "22"))
    ],
    "certification.stalled_by_group": [choice | {"stalled_days": 30} for choice in _TOLD_APART],
    "certification.stalled_by_province": [course | {"stalled_days": days} for course in _COURSES for days in (14, 60)],
}


def staged(facts: Facts) -> pl.DataFrame:
    """Every enrolment with its stage and the days since its last movement."""
    rows = facts.enrolled.join(reference.read("cohorts").select("cohort_code", "audience", "role"), on="cohort_code")
    passed = {name: pl.col(f"{name}_outcome").eq("passed").fill_null(False) for name in ("lms", "supporter")}
    stage = (
        pl.when("certified").then(pl.lit("done"))
        .when("university_passed").then(pl.lit("to_certificate"))
        .when("university_refused").then(pl.lit("university_refused"))
        .when("university_waiting").then(pl.lit("at_university"))
        .when(passed["supporter"]).then(pl.lit("to_university"))
        .when("supporter_refused").then(pl.lit("supporter_refused"))
        .when("supporter_waiting").then(pl.lit("at_supporter"))
        .when(passed["lms"] & (pl.col("role") == "core")).then(pl.lit("to_university"))
        .when(passed["lms"]).then(pl.lit("to_supporter"))
        .when("lms_refused").then(pl.lit("lms_refused"))
        .when("started").then(pl.lit("at_lms"))
        .otherwise(pl.lit("not_started"))
    )  # fmt: skip
    dates = [f"{name}_{what}_on" for name in ("lms", "supporter", "university") for what in ("sent", "decided")]
    moved = pl.max_horizontal("enrolled_on", *dates, "certificate_on")
    days = (pl.lit(facts.snapshot.as_of) - moved).dt.total_days().fill_null(0).clip(0)
    return rows.with_columns(stage=stage, days=days)


def waited(facts: Facts) -> pl.DataFrame:
    """Every pass that was sent to a step, with the days it took or has taken."""
    rows = staged(facts)
    as_of = pl.lit(facts.snapshot.as_of)
    dated = {
        "supporter": ("supporter_sent_on", "supporter_decided_on", pl.lit(True)),
        "university": ("university_sent_on", "university_decided_on", pl.lit(True)),
        "certificate": ("university_decided_on", "certificate_on", pl.col("university_passed")),
    }
    return pl.concat(
        rows.filter(pl.col(sent).is_not_null() & is_sent).select(
            *("province_code", "cohort_code", "module_code", "audience", "role"),
            pl.lit(step).alias("step"),
            pl.col(decided).is_not_null().alias("is_decided"),
            (pl.coalesce(decided, as_of) - pl.col(sent)).dt.total_days().alias("days"),
        )
        for step, (sent, decided, is_sent) in dated.items()
    )


def _rank(days: list[int], tenths: int) -> int | None:
    """The nearest rank: of n values in order the one at place ceil(tenths × n / 10)."""
    return sorted(days)[-(-tenths * len(days) // 10) - 1] if days else None


def _waits(rows: pl.DataFrame) -> dict[str, int | None]:
    decided = rows.filter("is_decided")["days"].to_list()
    open_ = rows.filter(~pl.col("is_decided"))["days"].to_list()
    if not rows.height:
        return dict.fromkeys(WAITED)
    numbers = (len(decided), _rank(decided, 5), _rank(decided, 9), len(open_), _rank(open_, 5))
    return dict(zip(WAITED, numbers, strict=True))


def _stands(rows: pl.DataFrame, stalled_days: int) -> dict[str, float | None]:
    if not rows.height:
        return dict.fromkeys(STALLED)
    open_ = rows.filter(pl.col("stage") != "done")
    stalled = open_.filter(pl.col("days") >= stalled_days).height
    shares = (stalled / open_.height if open_.height else None, stalled / rows.height)
    return dict(zip(STALLED, (rows.height, open_.height, stalled, *shares), strict=True))


def _each_learner(rows: pl.DataFrame, module_code: str) -> pl.DataFrame:
    """One module's rows; for all, each learner once: where they have stood longest, done where all is done."""
    if module_code != "all":
        return rows.filter(module_code=module_code)
    order = pl.when(pl.col("stage") == "done").then(-1).otherwise(pl.col("days"))
    ranked = rows.with_columns(order=order).sort("order", "module_code")
    return ranked.unique(["cohort_code", "learner_key", "province_code"], keep="last", maintain_order=True)


def _groups(facts: Facts, by: str, cohort_code: str) -> list[tuple[str, pl.Expr]]:
    """Every group's code and the condition that a row is in it."""
    cohorts = reference.read("cohorts")
    own = cohorts.filter(cohort_code=cohort_code).row(0, named=True)
    if by == "cohort":
        alike = cohorts.filter(audience=own["audience"], role=own["role"])["cohort_code"].sort()
        return [(code, pl.col("cohort_code") == code) for code in alike]
    of_cohort = pl.col("cohort_code") == cohort_code
    if by == "module":
        modules = reference.read("cohort_modules").filter(cohort_code=cohort_code)["module_code"].sort()
        return [(code, of_cohort & (pl.col("module_code") == code)) for code in modules]
    if by == "university" and own["audience"] == "manager":
        return [("NAEM", of_cohort)]
    place = facts.table("province")
    column = f"{by}_code"
    codes = place[column].unique().sort()
    return [
        (
            code,
            of_cohort & pl.col("province_code").is_in(place.filter(pl.col(column) == code)["province_code"].implode()),
        )
        for code in codes
    ]


def certification_stock(facts: Facts, *, cohort_code, module_code="all", province_code=None):
    rows = chosen(staged(facts), cohort_code=cohort_code, module_code=module_code, province_code=province_code)
    counts = dict(rows.group_by("stage").len().rows())
    without = {"to_supporter", "at_supporter", "supporter_refused"} if "core" in cohort_code else set()
    enrolments = [None if stage in without or not rows.height else counts.get(stage, 0) for stage in STAGES]
    return pl.DataFrame(
        {
            "stage": STAGES,
            "enrolments": enrolments,
            "share": [None if count is None else count / rows.height for count in enrolments],
        },
        schema={"stage": pl.String, "enrolments": pl.Int64, "share": pl.Float64},
    )


def certification_waiting_by_step(facts: Facts, *, cohort_code, module_code="all", province_code=None):
    rows = chosen(waited(facts), cohort_code=cohort_code, module_code=module_code, province_code=province_code)
    return pl.DataFrame([{"step": step} | _waits(rows.filter(step=step)) for step in STEPS], infer_schema_length=None)


def certification_waiting_by_group(facts: Facts, *, by, cohort_code, step, module_code="all", province_code=None):
    module = "all" if by == "module" else module_code
    rows = chosen(waited(facts), step=step, module_code=module, province_code=province_code)
    answer = [{"group_code": code} | _waits(rows.filter(is_in)) for code, is_in in _groups(facts, by, cohort_code)]
    return pl.DataFrame(answer, schema={"group_code": pl.String, **dict.fromkeys(WAITED, pl.Int64)})


def certification_waiting_by_province(facts: Facts, *, cohort_code, step, module_code="all"):
    rows = chosen(waited(facts), cohort_code=cohort_code, module_code=module_code)
    trained = chosen(facts.enrolled, cohort_code=cohort_code, module_code=module_code)["province_code"].unique()
    answer = []
    for code in facts.table("province")["province_code"].sort():
        waits = _waits(rows.filter(province_code=code, step=step))
        known = "value" if waits["decided"] else "nobody" if code in trained else None
        answer.append({"province_code": code} | waits | {"state": known or _unknown(facts, code)})
    return pl.DataFrame(answer, infer_schema_length=None)


def certification_stalled_by_stage(facts: Facts, *, cohort_code, stalled_days, module_code="all", province_code=None):
    rows = chosen(staged(facts), cohort_code=cohort_code, province_code=province_code)
    rows = _each_learner(rows, module_code)
    answer = []
    for stage in STAGES:
        here = rows.filter(stage=stage)
        stalled = None if stage == "done" else here.filter(pl.col("days") >= stalled_days).height
        answer.append({"stage": stage, "learners": here.height, "stalled": stalled})
    frame = pl.DataFrame(answer, schema={"stage": pl.String, "learners": pl.Int64, "stalled": pl.Int64})
    return frame.with_columns(share("stalled", "learners").alias("stalled_share"))


def certification_stalled_by_group(
    facts: Facts, *, by, cohort_code, stalled_days, module_code="all", province_code=None
):
    rows = chosen(staged(facts), province_code=province_code)
    rows = rows if by == "module" else _each_learner(rows, module_code)
    answer = [
        {"group_code": code} | _stands(rows.filter(is_in), stalled_days)
        for code, is_in in _groups(facts, by, cohort_code)
    ]
    return pl.DataFrame(answer, infer_schema_length=None)


def certification_stalled_by_province(facts: Facts, *, cohort_code, stalled_days, module_code="all"):
    rows = _each_learner(chosen(staged(facts), cohort_code=cohort_code), module_code)
    answer = []
    for code in facts.table("province")["province_code"].sort():
        stands = _stands(rows.filter(province_code=code), stalled_days)
        known = "value" if stands["unfinished"] else "nobody" if stands["learners"] else None
        answer.append({"province_code": code} | stands | {"state": known or _unknown(facts, code)})
    return pl.DataFrame(answer, infer_schema_length=None)


def _unknown(facts: Facts, code: str) -> str:
    """Why a province has no row of training."""
    use = facts.table("lms_use").filter(province_code=code)
    if use.height and use["platform"][0] is None:
        return "not_applicable"
    return "not_reported" if code in owing(facts, "training") else "no_data"
