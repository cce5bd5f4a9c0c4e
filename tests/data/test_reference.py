"""Reference tables: names, codes and totals, for both divisions."""

import re

import polars as pl
import pytest

from data import reference
from data.measures import measures
from data.schema import TABLES


@pytest.mark.parametrize("vintage", [63, 34])
def test_every_reference_frame_has_the_schemas_columns(vintage):
    for table, frame in reference.frames(vintage).items():
        assert tuple(frame.columns) == TABLES[table].names
        assert frame.unique(list(TABLES[table].key)).height == frame.height


def test_the_two_divisions_count_63_and_34():
    assert reference.frames(63)["province"].height == 63
    assert reference.frames(34)["province"].height == 34


def test_seven_codes_name_another_province_after_2025():
    merges = reference.frames(63)["province_merge"]
    names_34 = dict(merges.select("code_34", "name_34").rows())
    reused = [
        code
        for code, name in merges.select("code_63", "name_63").rows()
        if code in names_34 and names_34[code] != name and code != "46"
    ]

    assert sorted(reused) == ["15", "24", "44", "52", "80", "82", "91"]
    assert merges["is_kept"].sum() == 11


def test_46_among_the_63_is_thua_thien_hue_and_hue_among_the_34():
    name = {
        vintage: reference.frames(vintage)["province"].filter(pl.col("province_code") == "46")["name_vi"].item()
        for vintage in (63, 34)
    }

    assert name == {63: "Thừa Thiên Huế", 34: "Huế"}


def test_vietnamese_order_puts_đ_after_d_and_ă_after_a():
    names = reference.frames(63)["province"].sort("vietnamese_order")["name_vi"].to_list()

    assert names[:3] == ["An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu"]
    assert names.index("Cần Thơ") < names.index("Đà Nẵng") < names.index("Gia Lai")


def test_six_regions_of_11_14_14_5_6_and_13():
    counted = reference.frames(63)["province"].group_by("region_code").len().sort("region_code")

    assert counted.rows() == [("1", 14), ("2", 11), ("3", 14), ("4", 5), ("5", 6), ("6", 13)]


def test_cohorts_require_six_modules_of_core_and_five_of_mass():
    frames = reference.frames(63)
    listed = dict(frames["cohort_module"].group_by("cohort_code").len().rows())

    for cohort, role, required in frames["cohort"].select("cohort_code", "role", "modules_required").rows():
        assert listed[cohort] == required == {"core": 6, "mass": 5}[role]


def test_the_gso_counts_add_up_to_the_published_totals():
    counts = reference.frames(63)["teacher_count"]
    totals = dict(counts.group_by("level").agg(pl.col("teachers").sum()).rows())

    assert totals == {"primary": 382_525, "lower_secondary": 285_305, "upper_secondary": 145_376}
    assert counts["teachers"].sum() == 813_206


def test_no_ethnic_minority_count_is_taken_from_a_zero_that_means_missing():
    counts = reference.frames(63)["teacher_count"].filter(pl.col("province_code").is_in(["74", "27"]))

    assert counts["teachers_ethnic_minority"].to_list() == [None] * 6


def test_a_measures_bands_climb_from_nothing_to_all():
    for measure in measures().values():
        assert measure.bands[0] == 0.0
        assert measure.bands[-1] == 1.0
        assert list(measure.bands) == sorted(set(measure.bands))


CLAIM_TEXTS = ("description", "unit", "as_of", "scope", "source", "note")


def _numbers(text, thousands, decimal):
    """Numbers of a text in one form, whatever the separators; dates and addresses stay as they are."""
    bare = re.sub(rf"(?<=\d)\{thousands}(?=\d{{3}}\b)", "", text or "")
    return sorted(re.findall(r"\d+(?:\.\d+)?", re.sub(rf"(?<=\d)\{decimal}(?=\d)", ".", bare)))


def test_the_register_says_everything_in_both_languages():
    claims = reference.frames(63)["claim"]

    for field in CLAIM_TEXTS:
        lacking = [claims[f"{field}_{lang}"].is_null() for lang in ("vi", "en")]
        assert lacking[0].equals(lacking[1], check_names=False)
        assert field == "note" or not lacking[0].any()


@pytest.mark.parametrize("field", ["description", "note"])
def test_the_registers_two_languages_give_the_same_numbers(field):
    claims = reference.frames(63)["claim"]
    # a quotation is followed by what it means where the reader may not know its language, an English month is a word
    said_twice = {"F006", "F007", "F012", "F020", "F021"}

    for figure, vi, en in claims.select("figure_id", f"{field}_vi", f"{field}_en").rows():
        if figure not in said_twice:
            assert _numbers(vi, ".", ",") == _numbers(en, ",", "."), figure


def test_the_register_reads_as_its_language_does():
    claims = reference.frames(63)["claim"]
    english = " ".join(claims.select("^.*_en$").fill_null("").to_numpy().ravel())
    foreign = re.findall("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]", re.sub(r"“[^”]*”|\(đại trà\)", "", english))

    assert foreign == []
    assert not claims["value"].str.contains(",").any(), "values are kept bare; the reader's language writes them"


def test_every_published_figure_is_read_and_every_reading_is_of_one():
    frames = reference.frames(63)

    assert frames["claim_reading"]["figure_id"].to_list() == frames["claim"]["figure_id"].to_list()


def test_what_has_a_nearest_computed_figure_says_how_far_the_two_may_be_compared():
    frames = reference.frames(63)
    nearest = frames["claim_reading"].filter(pl.col("nearest") != "")["figure_id"].to_list()
    compared = frames["claim_comparison"]

    assert compared["figure_id"].to_list() == nearest
    assert set(compared["counts"]) == {"same", "otherwise"}
    assert compared["until_on"].null_count() == 0


def test_a_topic_brings_at_least_two_published_figures_together():
    topics = reference.frames(63)["claim_reading"].filter(pl.col("topic") != "")
    named = topics.with_columns(pl.col("topic").str.split(" ")).explode("topic")["topic"].value_counts()

    assert set(named["topic"]) == {"core", "five_modules", "manager_module_4", "universities", "survey", "schools"}
    assert named["count"].min() >= 2


def test_a_figure_that_says_more_than_is_read_as_a_least():
    claims = reference.frames(63)["claim"].join(reference.frames(63)["claim_reading"], on="figure_id")
    least = claims.filter(pl.col("description_en").str.contains(r"\(lower bound\)"))

    assert set(least["says"]) == {"at_least"}
    assert least.height == claims.filter(says="at_least").height
