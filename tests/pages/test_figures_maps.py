"""Maps, by their data: who is drawn, in which class, and what a reader is told."""

import polars as pl
import pytest

from data.measures import measures
from geo import provinces
from pages.figures import classes, maps, style
from pages.texts import Words

LMS = measures()["lms_passed"]  # bands 0, 60, 80, 90, 95, 100 %
BOTH = [Words("vi"), Words("en")]
VI = BOTH[0]


def answer(shares, states=None):
    """A by_province answer for all 63: the given shares in order of code, the rest null."""
    states = states or {}
    rows = []
    for place, code in enumerate(provinces.codes(63)):
        share = shares[place] if place < len(shares) else None
        state = states.get(code, "no_data" if share is None else "value")
        part, whole = (None, None) if share is None else (round(share * 10_000), 10_000)
        rows.append((code, f"Tỉnh {code}", f"Province {code}", part, whole, share, state))
    names = ["province_code", "name_vi", "name_en", "part", "whole", "share", "state"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String) | SHARES, orient="row")


SHARES = {"part": pl.Int64, "whole": pl.Int64, "share": pl.Float64}


def fills(figure, geo="geo"):
    return [
        trace for trace in figure.data if trace.type == "choropleth" and trace.geo == geo and trace.meta != "selected"
    ]


def legend(figure):
    return [trace.name for trace in figure.data if trace.showlegend]


@pytest.mark.parametrize("words", BOTH, ids=lambda words: words.lang)
@pytest.mark.parametrize(
    "shares", [[], [0.5], [0.9] * 63, [i / 62 for i in range(63)]], ids=["none", "one", "equal", "all"]
)
def test_every_province_is_drawn_once_whatever_is_known(shares, words):
    figure = maps.provinces(answer(shares), measure=LMS, words=words)

    assert sorted(code for trace in fills(figure) for code in trace.locations) == list(provinces.codes(63))


@pytest.mark.parametrize(
    ("share", "place"),
    [(0.0, 0), (0.5999, 0), (0.6, 1), (0.7999, 1), (0.8, 2), (0.9, 3), (0.9499, 3), (0.95, 4), (19 / 20, 4), (1.0, 4)],
)
def test_classes_are_half_open_and_the_last_is_closed(share, place):
    assert classes.class_of(share, LMS.bands) == place


def test_classes_are_named_by_words():
    assert classes.labels(LMS.bands, VI) == ("< 60 %", "60–80 %", "80–90 %", "90–95 %", "≥ 95 %")
    assert classes.labels((0.0, 0.975, 1.0), VI) == ("< 97,5 %", "≥ 97,5 %")
    assert classes.labels((0.0, 0.975, 1.0), BOTH[1]) == ("< 97.5%", "≥ 97.5%")


def test_the_legend_counts_every_class_and_only_the_states_that_occur():
    figure = maps.provinces(answer([0.5, 0.97, 0.98], {"96": "not_reported"}), measure=LMS, words=VI)

    assert legend(figure) == [
        "< 60 % (1)",
        "60–80 % (0)",
        "80–90 % (0)",
        "90–95 % (0)",
        "≥ 95 % (2)",
        "× Chưa nộp (1)",
        "– Chưa có số liệu (59)",
    ]


def test_a_null_is_a_state_of_its_own_and_never_the_lowest_class():
    figure = maps.provinces(answer([0.0], {"02": "nobody", "04": "not_applicable"}), measure=LMS, words=VI)
    drawn = {trace.meta: list(trace.locations) for trace in fills(figure)}
    colours = {trace.meta: trace.colorscale[0][1] for trace in fills(figure)}

    assert (drawn["0"], drawn["nobody"], drawn["not_applicable"]) == (["01"], ["02"], ["04"])
    assert len(set(colours.values())) == len(colours)


def test_a_row_that_claims_a_value_but_has_none_is_said_to_have_no_data():
    figure = maps.provinces(answer([], {"01": "value"}), measure=LMS, words=VI)

    assert "01" in next(trace for trace in fills(figure) if trace.meta == "no_data").locations


def test_each_archipelago_is_shown_with_its_province_and_its_fill():
    shares = dict.fromkeys(provinces.codes(63), 0.5) | {"48": 0.97, "56": 0.7}
    figure = maps.provinces(answer(list(shares.values())), measure=LMS, words=VI)

    for geo, code, place in (("geo2", "48", "4"), ("geo3", "56", "1")):
        assert [(trace.meta, list(trace.locations)) for trace in fills(figure, geo) if trace.locations] == [
            (place, [code])
        ]
    assert [note.text for note in figure.layout.annotations] == [
        "QĐ. Hoàng Sa<br>(TP. Đà Nẵng)",
        "QĐ. Trường Sa<br>(tỉnh Khánh Hòa)",
    ]


def test_the_windows_hold_the_archipelagos_and_the_mainland():
    figure = maps.provinces(answer([0.9]), measure=LMS, words=VI)

    for geo, name in (("geo2", "hoang_sa"), ("geo3", "truong_sa")):
        window = figure.layout[geo]
        assert window.bgcolor == style.SEA
        assert window.showframe
        for lon, lat in positions(name):
            assert window.lonaxis.range[0] < lon < window.lonaxis.range[1]
            assert window.lataxis.range[0] < lat < window.lataxis.range[1]


def positions(name):
    rows = (provinces.KEYS / "archipelagos.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [(float(row.split(",")[5]), float(row.split(",")[4])) for row in rows if row.startswith(name)]


def test_the_34_units_are_drawn_from_their_own_shapes():
    frame = answer([0.9] * 63).filter(pl.col("province_code").is_in(provinces.codes(34)[:20]))
    all_34 = pl.DataFrame({"province_code": provinces.codes(34)}).join(frame, on="province_code", how="left")
    figure = maps.provinces(all_34.with_columns(state=pl.lit("value")), measure=LMS, words=VI)

    assert {trace.geojson for trace in fills(figure)} == {provinces.url(34)}


def test_the_sign_of_a_state_stands_in_its_own_province():
    """24 is Bắc Giang of the 63 and Bắc Ninh of the 34."""
    figure = maps.provinces(
        answer([0.9] * 63).with_columns(
            share=pl.when(pl.col("province_code") != "24").then("share"),
            state=pl.when(pl.col("province_code") == "24").then(pl.lit("not_reported")).otherwise("state"),
        ),
        measure=LMS,
        words=VI,
    )
    sign = next(trace for trace in figure.data if trace.type == "scattergeo" and not trace.showlegend)

    assert (sign.lon[0], sign.lat[0]) == provinces.anchors(63)["24"] != provinces.anchors(34)["24"]


def test_the_selected_province_is_outlined_and_keeps_its_fill():
    figure = maps.provinces(answer([0.9] * 63), measure=LMS, words=VI, selected="22")
    outlines = [trace for trace in figure.data if trace.meta == "selected" and trace.locations]

    assert {tuple(trace.locations) for trace in outlines} == {("22",)}
    assert all(trace.colorscale[0][1] == "rgba(0,0,0,0)" and trace.hoverinfo == "skip" for trace in outlines)
    assert sum("22" in trace.locations for trace in fills(figure)) == 1


def test_hovering_tells_share_part_and_whole_and_escapes_names():
    frame = answer([0.8], {}).with_columns(name_vi=pl.lit("<b>Đắk & Nông"))
    texts = [text for trace in fills(maps.provinces(frame, measure=LMS, words=VI)) for text in trace.customdata]

    assert "<b>&lt;b&gt;Đắk &amp; Nông</b><br>80,0 %<br>8.000 trên 10.000 lượt học" in texts
    assert f"<b>&lt;b&gt;Đắk &amp; Nông</b><br>{VI('state.no_data')}" in texts


@pytest.mark.parametrize("measure", measures().values(), ids=lambda measure: measure.name)
def test_every_measure_can_be_mapped(measure):
    figure = maps.provinces(answer([i / 62 for i in range(63)]), measure=measure, words=VI)

    assert len(legend(figure)) == len(measure.bands) - 1
