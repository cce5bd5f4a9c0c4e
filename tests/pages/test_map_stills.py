"""Map stills: maps as pictures for papers and slides, by what is in them, and by their pixels where it matters."""

import csv
import math
import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import polars as pl
import pytest
import shapely
from PIL import Image, ImageColor

from data.measures import measures
from geo import provinces
from geo.provinces import ARCHIPELAGOS, GeometryError
from pages.figures import classes, lettering, map_outlines, map_stills, maps, raster, style
from pages.texts import Words
from tests.pages.test_figures_maps import SHARES

LMS = measures()["lms_passed"]
VI, EN = Words("vi"), Words("en")
SVG = "{http://www.w3.org/2000/svg}"
STATES = {"02": "not_reported", "04": "no_data", "06": "withheld", "08": "nobody", "10": "not_applicable"}
MANY = STATES | {"11": "merged", "12": "no_earlier", "14": "impossible"}
DOTS = {  # as many pieces as the shapes have there: dots of neighbours run together
    name: len([polygon for polygon in feature["geometry"]["coordinates"] if polygon[0][0][0] > 110.5])
    for name, code in ARCHIPELAGOS.items()
    for feature in provinces.layer(63)["features"]
    if feature["id"] == code
}


def answer(*, division=63, states=None, only=None):
    """A by_province answer: shares spread from 50 to 100 %, one true zero, and the states given."""
    states = states or {}
    rows = []
    for place, code in enumerate(provinces.codes(division)):
        share = None if code in states else 0.0 if place == 30 else 0.5 + (place * 37 % 100) / 200
        part, whole = (None, None) if share is None else (round(share * 1000), 1000)
        rows.append((code, f"Tỉnh {code}", f"Province {code}", part, whole, share, states.get(code, "value")))
    names = dict.fromkeys(["province_code", "name_vi", "name_en"], pl.String)
    frame = pl.DataFrame(rows, schema=names | SHARES | {"state": pl.String}, orient="row")
    return frame if only is None else frame.filter(pl.col("province_code").is_in(only))


def country(frame=None, *, words=VI, division=63, **more):
    frame = answer(division=division, states=more.pop("states", STATES)) if frame is None else frame
    return map_stills.country(frame, measure=LMS, words=words, division=division, **more)


def districts_of(code, *, division=63):
    """A by_district answer of one unit, its archipelago left out as it has no schools."""
    rows = [
        {"shape_id": unit.code, "name_vi": unit.names["vi"], "name_en": unit.names["en"]}
        | {"part": 600 + 13 * i % 400, "whole": 1000, "share": (600 + 13 * i % 400) / 1000, "state": "value"}
        for i, unit in enumerate(map_outlines.districts(division, code).units)
        if unit.code not in ARCHIPELAGOS
    ]
    return pl.DataFrame(rows)


def districts(code, *, division=63, **more):
    more = {"measure": LMS, "words": VI, "provinces": answer(division=division)} | more
    frame = districts_of(code, division=division)
    return map_stills.districts(frame, province_code=code, division=division, **more)


def tree(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - written a moment ago by ourselves


def written(svg):
    return [each.text for each in tree(svg).iter(f"{SVG}text")]


def paths(svg, code):
    return [each for each in tree(svg).iter(f"{SVG}path") if each.get("data-code") == code]


def fills(svg):
    """Code → what its land and islands are filled with."""
    found = {}
    for each in tree(svg).iter(f"{SVG}path"):
        if each.get("data-code"):
            found.setdefault(each.get("data-code"), []).append(each.get("fill"))
    return found


def hold_both_archipelagos(svg, words=VI):
    """Both are named with their province, framed, drawn dot by dot, and filled as their province is."""
    for name, code in ARCHIPELAGOS.items():
        for line in words(f"figure.map.{name}").split("<br>"):
            assert line in written(svg), f"{line} is not written"
        land, isles = paths(svg, code)
        assert isles.get("d").count("M") == DOTS[name]
        assert isles.get("fill") == land.get("fill")
    frames = [each for each in tree(svg).iter(f"{SVG}rect") if each.get("fill") == style.SEA]
    assert len(frames) == 2


# ---- Hoàng Sa and Trường Sa


@pytest.mark.parametrize("words", [VI, EN], ids=lambda words: words.lang)
@pytest.mark.parametrize("division", [63, 34])
@pytest.mark.parametrize(
    "more",
    [{}, {"legend": False}, {"selected": ("48", "56")}, {"letters": 1.6}, {"within": ("01",)}, {"states": MANY}],
    ids=lambda more: next(iter(more), "plain"),
)
def test_both_archipelagos_are_on_every_map_of_the_country(words, division, more):
    hold_both_archipelagos(country(words=words, division=division, **more), words)


@pytest.mark.parametrize("only", [["48"], ["56"], ["01"], []], ids=["da-nang", "khanh-hoa", "another", "nobody"])
def test_both_stay_when_the_answer_speaks_of_one_province_alone(only):
    hold_both_archipelagos(country(answer(only=only)))


@pytest.mark.parametrize("lost", ["hoang_sa", "truong_sa", "labels", "fill"])
def test_a_map_without_an_archipelago_would_be_noticed(lost, monkeypatch):
    drawn = map_outlines.country(63)
    if lost == "labels":
        monkeypatch.setattr("pages.figures.map_painting._named", lambda *_: "")
    units = [
        replace(unit, islands={name: d for name, d in unit.islands.items() if name != lost}) for unit in drawn.units
    ]
    monkeypatch.setattr(map_outlines, "country", lambda _: replace(drawn, units=tuple(units)))
    svg = country()
    if lost == "fill":
        d = next(unit.islands["hoang_sa"] for unit in drawn.units if unit.islands)
        svg = re.sub(rf'(<path d="{d}" data-code="48" fill=)"[^"]*"', r'\1"#123456"', svg)

    with pytest.raises((AssertionError, ValueError)):
        hold_both_archipelagos(svg)


@pytest.mark.parametrize(
    ("division", "code", "name", "other"),
    [
        (63, "48", "hoang_sa", "truong_sa"),
        (63, "56", "truong_sa", "hoang_sa"),
        (34, "48", "hoang_sa", "truong_sa"),
        (34, "56", "truong_sa", "hoang_sa"),
    ],
)
def test_an_archipelago_stands_beside_its_own_provinces_districts_in_the_provinces_class(division, code, name, other):
    svg = districts(code, division=division)

    for line in VI(f"figure.map.{name}").split("<br>"):
        assert line in written(svg)
    assert VI(f"figure.map.{other}").split("<br>")[0] not in written(svg)
    (isles,) = paths(svg, name)
    assert isles.get("d").count("M") == DOTS[name]
    share = answer(division=division).filter(province_code=code)["share"].item()
    assert isles.get("fill") == style.shades(LMS.family, 5)[classes.class_of(share, LMS.bands)]


def test_an_archipelago_is_drawn_even_where_nothing_is_known_of_its_province():
    (isles,) = paths(districts("48", provinces=None), "hoang_sa")

    assert isles.get("fill") == style.STATES["no_data"]


def test_a_province_without_an_archipelago_has_no_window():
    svg = districts("22")

    assert style.SEA not in [each.get("fill") for each in tree(svg).iter(f"{SVG}rect")]


def test_every_island_that_is_known_lies_in_a_dot_of_its_window():
    with (provinces.KEYS / "archipelagos.csv").open(encoding="utf-8", newline="") as file:
        islands = list(csv.DictReader(file))
    assert len(islands) == 15 + 39
    for window in map_outlines.COUNTRY.insets:
        (isles,) = paths(country(), ARCHIPELAGOS[window.name])[1:]
        rings = [ring.rstrip("Z").split("L") for ring in isles.get("d")[1:].split("M")]
        dots = shapely.union_all([shapely.Polygon([tuple(map(float, p.split(","))) for p in ring]) for ring in rings])
        x, y, width, height = window.box
        tall, wide = window.lat[1] - window.lat[0], (window.lon[1] - window.lon[0]) * math.cos(math.radians(16))
        scale = min(width / wide, height / tall)
        for each in (each for each in islands if each["archipelago"] == window.name):
            east = (float(each["lon"]) - sum(window.lon) / 2) * math.cos(math.radians(16)) * scale
            south = (sum(window.lat) / 2 - float(each["lat"])) * scale
            assert dots.contains(shapely.Point(x + width / 2 + east, y + height / 2 + south)), each["name_vi"]
        assert shapely.box(x, y, x + width, y + height).contains(dots)


# ---- what is painted


@pytest.mark.parametrize("division", [63, 34])
def test_every_province_wears_the_colour_of_its_class_or_the_pattern_of_its_state(division):
    frame = answer(division=division, states={code: state for code, state in MANY.items() if state != "no_data"})
    found = fills(country(frame, division=division))

    colours = style.shades(LMS.family, 5)
    for row in frame.iter_rows(named=True):
        key = classes.key_of(row, LMS.bands)
        plain = {"nobody": style.STATES["nobody"]} | {str(i): colour for i, colour in enumerate(colours)}
        assert set(found[row["province_code"]]) == {plain.get(key, f"url(#p-{key})")}
    assert set(found) == set(provinces.codes(division))


def test_classes_and_colours_on_two_sides_of_a_target_are_those_of_the_screen():
    bands = (0.0, 0.6, 0.7, 0.8, 0.9, 1.0)
    found = fills(country(states={}, bands=bands, around=0.8))
    told = maps.rates(
        answer(),
        measure=LMS,
        words=VI,
        ground=maps.Ground((), provinces.codes(63)),
        wear=maps.Wear(),
        bands=bands,
        around=0.8,
    )

    for code, at in zip(provinces.codes(63), told["at"], strict=True):
        each = told["classes"][int(at, 36)]
        assert found[code][0] == (f"url(#p-{each['key']})" if each["pattern"] else each["colour"])


def test_ground_that_the_answer_does_not_speak_of_is_ground_without_a_figure():
    assert fills(country(answer(only=["01"])))["02"] == [style.STATES["no_data"]]


def test_the_pixels_are_those_of_the_class():
    svg = country(states={}, legend=False)
    picture = Image.open(BytesIO(raster.png(svg, width=1040))).convert("RGB")

    x, y, width, height = map_outlines.TRUONG_SA.box
    at = lambda u, v: picture.getpixel((round((u + 10) * 2), round((v + 10) * 2)))  # noqa: E731 ten units of margin
    assert at(x + 5, y + 5) == ImageColor.getrgb(style.SEA)
    window = picture.crop([round((each + 10) * 2) for each in (x, y, x + width, y + height)])
    (land, isles) = fills(svg)["56"]
    assert land == isles
    inside = {colour: count for count, colour in window.getcolors(100_000)}
    assert inside.get(ImageColor.getrgb(isles), 0) > 33 * 4, "each dot is some pixels of its province's colour"


def test_the_legend_says_the_words_and_counts_of_the_screen():
    ground = maps.Ground((), provinces.codes(63))
    told = maps.rates(answer(states=STATES), measure=LMS, words=VI, ground=ground, wear=maps.Wear())
    said = " ".join(written(country()))

    assert told["legend"] in said
    for each in told["classes"]:
        assert each["said"] in said
    assert told["legend"] not in " ".join(written(country(legend=False)))


_CHOSEN = [{"selected": (code,), "letters": 1.35} for code in ("01", "22", "48", "77", "92")]


@pytest.mark.parametrize("more", [{}, {"states": MANY}, {"letters": 1.5}, {"title": "Nhan đề"}, *_CHOSEN], ids=str)
def test_nothing_that_is_written_lies_upon_another_or_runs_over_the_edge(more):
    boxes = []
    whole = tree(country(**more))
    left, top, width, height = (float(each) for each in whole.get("viewBox").split())
    for group, down in ((whole, 0.0), *((each, _moved(each)) for each in whole.findall(f"{SVG}g"))):
        boxes += [_box(each, down) for each in group.findall(f"{SVG}text")]
    assert len(boxes) > 20
    for i, (x, y, right, bottom) in enumerate(boxes):
        assert x >= left
        assert y >= top
        assert right <= left + width
        assert bottom <= top + height
        for other in boxes[i + 1 :]:
            across, down = min(right, other[2]) - max(x, other[0]), min(bottom, other[3]) - max(y, other[1])
            assert across <= 0 or down <= 0, "letters would touch"


def _moved(group):
    return float(group.get("transform").removeprefix("translate(0 ").removesuffix(")"))


def _box(text, down):
    size, x, y = (float(text.get(each)) for each in ("font-size", "x", "y"))
    wide = lettering.width(text.text, size, int(text.get("font-weight", 400)))
    x -= wide / 2 if text.get("text-anchor") == "middle" else 0
    return (x, y + down - 0.7 * size, x + wide, y + down + 0.05 * size)


def test_the_legend_lies_in_the_free_corner_until_it_is_too_long_for_it():
    def height(**more):
        return float(tree(country(**more)).get("viewBox").split()[3])

    assert height() == height(legend=False), "the corner takes no room"
    assert height(states=MANY) > height(states=MANY, legend=False), "below, where there is"


def test_large_provinces_are_named_and_a_chosen_small_one_beside_itself():
    names = written(country())
    assert {"Sơn La", "Nghệ An", "Gia Lai", "Lâm Đồng"} < set(names)
    assert "Đà Nẵng" not in names

    chosen = country(selected=("48",))
    assert "Đà Nẵng" in written(chosen)
    assert [each.get("fill") for each in tree(chosen).iter(f"{SVG}path")].count("none") == 2


def test_the_outline_of_a_chosen_province_leaves_its_islets_to_be_seen():
    unit = next(unit for unit in map_outlines.country(63).units if unit.code == "22")
    outlines = [each for each in tree(country(selected=("22",))).iter(f"{SVG}path") if each.get("fill") == "none"]

    assert [each.get("d") for each in outlines] == [unit.edge, unit.edge]
    assert 1 <= unit.edge.count("M") < unit.land.count("M") / 2
    assert all(each.edge for each in map_outlines.country(63).units)


def test_the_thirty_four_show_what_was_merged_and_say_so():
    drawn = tree(country(division=34)).iter(f"{SVG}path")

    assert len([each for each in drawn if each.get("stroke-dasharray")]) == 63
    assert "Nét đứt" in " ".join(written(country(division=34)))
    assert "stroke-dasharray" not in country(division=63)


# ---- what a file must be


@pytest.mark.parametrize("svg", [country(states=MANY), country(division=34), districts("56")], ids=["63", "34", "area"])
def test_a_picture_needs_nothing_from_elsewhere(svg):
    assert "var(--" not in svg
    assert "href" not in svg
    assert "<script" not in svg
    assert set(re.findall(r"url\(([^)]{0,3})", svg)) <= {"#p-"}
    assert re.findall(r"https?://[^\"\s]+", svg) == ["http://www.w3.org/2000/svg"]
    held = {each.get("id") for each in tree(svg).iter(f"{SVG}pattern")}
    assert {fill[5:-1] for all_of in fills(svg).values() for fill in all_of if fill.startswith("url")} <= held


def test_the_same_answer_gives_the_same_bytes():
    once = country(selected=("01",), title="Nhan đề", source=("Số liệu mô phỏng",))
    map_outlines.country.cache_clear()
    lettering.width.cache_clear()

    assert country(selected=("01",), title="Nhan đề", source=("Số liệu mô phỏng",)) == once
    assert raster.png(once, width=300) == raster.png(once, width=300)


def test_a_picture_says_what_it_shows_of_what_and_credits_the_boundaries_once():
    credit = VI("foot.boundaries")
    said = country(title="Đạt < 60 % & hơn", source=("Số liệu mô phỏng · 30/06/2022", "Bản m-1", credit))

    assert tree(said).find(f"{SVG}title").text == "Đạt < 60 % & hơn"
    assert {"Đạt < 60 % & hơn", "Số liệu mô phỏng · 30/06/2022", "Bản m-1"} < set(written(said))
    assert " ".join(written(said)).count(credit) == 1
    assert " ".join(written(country())).count(credit) == 1, "the licence asks for it, asked or not"
    assert tree(country()).find(f"{SVG}title").text == VI("measure.lms_passed.title")


def test_a_figure_that_is_withheld_is_nowhere_in_the_file():
    frame = answer().with_columns(
        pl.when(pl.col("province_code") == "22").then(7_654_321).otherwise(pl.col("part")).alias("part"),
        pl.when(pl.col("province_code") == "22").then(pl.lit("withheld")).otherwise(pl.col("state")).alias("state"),
        pl.when(pl.col("province_code") == "22").then(None).otherwise(pl.col("share")).alias("share"),
    )

    svg = country(frame)
    assert fills(svg)["22"] == ["url(#p-withheld)"]
    assert "7654321" not in re.sub(r"\D", "", "".join(written(svg)))


# ---- the same sheet as the browser's


def test_the_windows_are_laid_out_as_the_browser_lays_them_out():
    script = (provinces.SERVED.parent / "map" / "shapes.js").read_text(encoding="utf-8")

    def numbers(pattern):
        return [float(each) for each in re.findall(r"-?\d+\.?\d*", re.search(pattern, script)[1])]

    far = (map_outlines.HOANG_SA, map_outlines.TRUONG_SA)
    for window in far:
        assert numbers(rf'"{window.name}", (lon.*?) \}}') == [*window.lon, *window.lat]
    land = map_outlines.COUNTRY.land
    assert numbers(r"const MAINLAND = (.*);") == [*land.lon, *land.lat]
    laid = [map_outlines.COUNTRY.width, map_outlines.COUNTRY.height, *land.box, *far[0].box, *far[1].box]
    assert numbers(r"export const COUNTRY = national\((.*)\);") == laid


def test_districts_are_found_by_their_code_where_the_answer_has_no_shapes():
    ids = {each["id"]: each["properties"]["district_code"] for each in provinces.districts("22")["features"]}
    by_shape = districts_of("22")
    by_code = by_shape.with_columns(pl.col("shape_id").replace_strict(ids).alias("district_code")).drop("shape_id")
    told = {"province_code": "22", "measure": LMS, "words": VI, "division": 63}

    assert map_stills.districts(by_code, **told) == map_stills.districts(by_shape, **told)


def test_a_province_or_division_that_nobody_drew_is_a_named_error():
    with pytest.raises(GeometryError):
        map_outlines.country(12)
    with pytest.raises(GeometryError):
        map_stills.districts(districts_of("22"), province_code="99", measure=LMS, words=VI, division=63)
