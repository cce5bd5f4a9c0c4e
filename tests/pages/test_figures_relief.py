"""The relief, by its data: how high and in which colour a district stands, and what stands beside it."""

import json
from math import nan

import polars as pl
import pytest

from data.measures import measures
from geo import provinces
from pages.figures import classes, relief, scene, style
from pages.figures.telling import Sheet
from pages.texts import Words

LMS = measures()["lms_passed"]  # bands 0, 60, 80, 90, 95, 100 %
VI, EN = Words("vi"), Words("en")
SHADES = style.shades(LMS.family, len(LMS.bands) - 1)
COLUMNS = {
    "district_code": pl.String,
    "name_vi": pl.String,
    "people": pl.Int64,
    "share": pl.Float64,
    "state": pl.String,
}
BAC_LIEU = "95"  # seven districts, no islands


def codes(province):
    return [each["properties"]["district_code"] for each in provinces.districts(province)["features"]]


def row_of(province, share=0.97):
    named = next(each["properties"] for each in provinces.layer(63)["features"] if each["id"] == province)
    return {**named, "province_code": province, "part": 97, "whole": 100, "share": share, "state": "value"}


def answer(*known):
    """Rows of (district_code, people, share), or with a state as well; parts of a thousand."""
    rows = [(code, f"Huyện {code}", people, share, *(state or [None])) for code, people, share, *state in known]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").with_columns(
        part=(pl.col("share") * 1000).fill_nan(0).cast(pl.Int64), whole=pl.lit(1000)
    )


def drawn(frame, province=BAC_LIEU, *, shapes=None, share=0.97, words=VI, **more):
    shapes = shapes or provinces.districts(province)
    return relief.districts(frame, shapes=shapes, province=row_of(province, share), measure=LMS, words=words, **more)


def layer(made, name):
    found = [each for each in json.loads(made.deck.to_json())["layers"] if each["id"] == name]
    return found[0]["data"] if found else []


def block(made, name):
    """Height in metres (0 without walls), colour and sentence of one district."""
    top = next(each["properties"] for each in layer(made, "tops") if each["properties"]["name"] == name)
    walls = [each["properties"]["height"] for each in layer(made, "walls") if each["properties"]["name"] == name]
    return (walls or [0])[0], "#{:02X}{:02X}{:02X}".format(*top["fill"]), top["said"]


def camera(made):
    state = json.loads(made.deck.to_json())["initialViewState"]
    return scene.Camera(state["longitude"], state["latitude"], state["zoom"])


def everywhere(made):
    """Every corner that is drawn, at the height where it is drawn."""
    for name in ("walls", "tops", "islands"):
        for feature in layer(made, name):
            for lon, lat, *lift in scene.places(feature["geometry"]):
                yield lon, lat, (lift or [0])[0]
    for frame in layer(made, "frames"):
        yield from ((lon, lat, 0) for lon, lat in frame["path"])


def everyone(province):
    return answer(*((code, 100 * place, 0.97) for place, code in enumerate(codes(province), start=1)))


def test_a_block_is_as_high_as_its_people_are_many_and_the_highest_a_fifth_of_the_province():
    one, two, three, *_ = codes(BAC_LIEU)
    made = drawn(answer((one, 2000, 0.5), (two, 500, 0.5), (three, 0, 0.5)))
    places = [place for each in provinces.districts(BAC_LIEU)["features"] for place in scene.places(each["geometry"])]

    highest = block(made, f"Huyện {one}")[0]
    assert highest == pytest.approx(scene.width_of(scene.box(places)) / 5, abs=1)
    assert block(made, f"Huyện {two}")[0] == pytest.approx(highest / 4, abs=1)
    assert block(made, f"Huyện {three}")[0] == 0


def test_the_top_stands_where_the_walls_end():
    made = drawn(everyone(BAC_LIEU))

    heights = {each["properties"]["name"]: each["properties"]["height"] for each in layer(made, "walls")}
    for top in layer(made, "tops"):
        assert {place[2] for place in scene.places(top["geometry"])} == {heights[top["properties"]["name"]]}


@pytest.mark.parametrize("share", [0.0, 0.6, 0.8999, 0.95, 1.0])
def test_the_colour_is_that_of_the_class_on_the_flat_map(share):
    code = codes(BAC_LIEU)[0]
    made = drawn(answer((code, 10, share)))

    assert block(made, f"Huyện {code}")[1] == SHADES[classes.class_of(share, LMS.bands)]


def test_other_breaks_and_colours_can_be_given():
    one, two, *_ = codes(BAC_LIEU)
    made = drawn(answer((one, 10, 0.4), (two, 10, 0.5)), bands=(0.0, 0.5, 1.0), colours=("#112233", "#445566"))

    assert [block(made, f"Huyện {code}")[1] for code in (one, two)] == ["#112233", "#445566"]
    assert [colour for colour, _ in made.legend[:2]] == ["#112233", "#445566"]


def test_a_district_without_figures_is_flat_and_grey_and_says_why():
    one, two, three, *rest = codes(BAC_LIEU)
    made = drawn(answer((one, 10, 0.9), (two, None, None, "not_reported"), (three, None, None)))

    assert block(made, f"Huyện {two}")[:2] == (0, style.STATES["not_reported"])
    assert block(made, f"Huyện {two}")[2].startswith(VI("state.not_reported"))
    assert block(made, f"Huyện {three}")[:2] == (0, style.STATES["no_data"])
    assert block(made, f"Huyện {three}")[2].startswith(VI("state.no_data"))
    assert len(layer(made, "tops")) == 3 + len(rest), "a shape without a row is drawn as well"


@pytest.mark.parametrize("share", [1.2, -0.1, nan])
def test_what_no_rate_can_be_is_called_impossible_as_on_the_flat_map(share):
    code = codes(BAC_LIEU)[0]
    made = drawn(answer((code, 10, share)))
    _, colour, said = block(made, f"Huyện {code}")

    assert colour == style.STATES["impossible"]
    assert said.startswith(VI("state.impossible"))
    assert (style.STATES["impossible"], f"{VI('figure.legend.impossible')} (1)") in made.legend
    assert made.notes[1] == VI("figure.relief.rates_none"), "it is neither the highest nor the lowest"


def test_a_rate_that_is_withheld_is_not_painted_either():
    code = codes(BAC_LIEU)[0]
    _, colour, said = block(drawn(answer((code, None, 0.9, "withheld"))), f"Huyện {code}")

    assert colour == style.STATES["withheld"]
    assert said.startswith(VI("state.withheld"))


def test_height_and_colour_are_known_apart():
    one, two, *_ = codes(BAC_LIEU)
    made = drawn(answer((one, 10, None), (two, None, 0.97)))

    assert block(made, f"Huyện {one}")[0] > 0
    assert block(made, f"Huyện {one}")[1] == style.STATES["no_data"]
    assert block(made, f"Huyện {two}")[:2] == (0, SHADES[-1])
    assert block(made, f"Huyện {two}")[2].endswith(VI("figure.relief.people_unknown"))


def test_no_figures_at_all_are_a_flat_province_and_two_sentences():
    made = drawn(answer())

    assert not layer(made, "walls")
    assert len(layer(made, "tops")) == 7
    assert made.notes[:2] == (VI("figure.relief.heights_none"), VI("figure.relief.rates_none"))
    assert made.legend[-1] == (style.STATES["no_data"], "Chưa có số liệu (7)")


def test_one_district_is_neither_the_highest_nor_the_lowest():
    made = drawn(answer((codes(BAC_LIEU)[0], 1234, 0.9)))

    assert "1 quận, huyện có số liệu, mỗi nơi 1.234 người" in made.notes[0]
    assert "đều là 90,0 %" in made.notes[1]


def test_the_tallest_and_the_lowest_are_named_for_those_who_cannot_see_them():
    one, two, three, *_ = codes(BAC_LIEU)
    made = drawn(answer((one, 2000, 0.5), (two, 500, 0.7), (three, 1000, 0.6)))

    assert f"cao nhất là Huyện {one} (2.000 người), thấp nhất là Huyện {two} (500 người)" in made.alt
    assert made.notes[1] == f"Tỉ lệ cao nhất ở Huyện {two} (70,0 %), thấp nhất ở Huyện {one} (50,0 %)."


def test_pointing_tells_rate_counts_and_people():
    code = codes(BAC_LIEU)[0]

    said = block(drawn(answer((code, 1234, 0.9))), f"Huyện {code}")[2]
    assert said == "90,0 % (900 trên 1.000 lượt học)\n1.234 người có tài khoản"


def test_the_legend_counts_the_districts_of_every_class():
    one, two, three, *_ = codes(BAC_LIEU)
    made = drawn(answer((one, 10, 0.97), (two, 10, 0.98), (three, 10, 0.1)))

    labels = classes.labels(LMS.bands, VI)
    counts = (1, 0, 0, 0, 2)
    assert made.legend[:5] == tuple(
        (colour, f"{label} ({count})") for colour, label, count in zip(SHADES, labels, counts, strict=True)
    )
    assert made.legend[5] == (style.STATES["no_data"], "Chưa có số liệu (4)")


def test_the_legend_is_that_of_the_flat_map_class_for_class_and_state_for_state():
    one, two, three, four, *_ = codes(BAC_LIEU)
    frame = answer((one, 10, 0.0), (two, 10, 0.7), (three, 10, 1.2), (four, None, None, "not_applicable"))
    flat = classes.classified(
        frame.with_columns(pl.col("state").fill_null("value")), measure=LMS, words=VI, bands=LMS.bands
    )

    legend = [said for _, said in drawn(frame).legend]
    assert [said.rsplit(" (", 1)[0] for said in legend if said != "Chưa có số liệu (3)"] == [one.label for one in flat]
    assert [said for said in legend if said.endswith("(3)")] == ["Chưa có số liệu (3)"], "three have a shape and no row"


@pytest.mark.parametrize(("name", "province"), provinces.ARCHIPELAGOS.items())
def test_an_archipelago_lies_flat_in_the_class_of_its_province_with_no_value_of_its_own(name, province):
    own = {"hoang_sa": "498", "truong_sa": "576"}[name]
    others = [(code, 10, 0.1) for code in codes(province) if code != own]
    made = drawn(answer(*others, (own, 9999, 0.5)), province, share=0.97)

    (islands,) = layer(made, "islands")
    assert islands["properties"]["fill"] == [int(SHADES[-1][i : i + 2], 16) for i in (1, 3, 5)]
    assert "97,0 %" in islands["properties"]["said"]
    assert {len(place) for place in scene.places(islands["geometry"])} == {2}, "nothing lifts it from the ground"
    assert not [each for each in layer(made, "tops") if each["properties"]["name"] == f"Huyện {own}"]
    assert "9.999" not in made.alt + " ".join(made.notes)
    assert not relief.without_shape(answer((own, 1, 0.5)), provinces.districts(province))


@pytest.mark.parametrize(("name", "province"), provinces.ARCHIPELAGOS.items())
@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_an_archipelago_is_whole_in_its_labelled_frame_beside_the_mainland(name, province, words):
    made = drawn(everyone(province), province, words=words)

    (label,) = layer(made, "labels")
    assert label["text"] == words(f"figure.map.{name}").replace("<br>", "\n")
    west, south, east, north = scene.box(layer(made, "frames")[0]["path"])
    (islands,) = layer(made, "islands")
    true = next(each for each in provinces.districts(province)["features"] if each["id"] == name)
    assert len(islands["geometry"]["coordinates"]) == len(true["geometry"]["coordinates"]) > 10
    for lon, lat in scene.places(islands["geometry"]):
        assert west < lon < east
        assert south < lat < north
    assert max(place[0] for each in layer(made, "tops") for place in scene.places(each["geometry"])) < west


@pytest.mark.parametrize("parts", [["01"], ["48"], ["56"], ["95"], ["48", "49"], ["56", "58"], ["60", "67", "68"]])
def test_the_first_view_holds_all_of_it(parts):
    frame = pl.concat([everyone(part) for part in parts])
    made = drawn(frame, parts[0], shapes=[provinces.districts(part) for part in parts])
    width, height = made.size

    at = camera(made)
    seen = [at.seen(point, height) for point in everywhere(made)]
    assert max(abs(right) for right, _ in seen) < width / 2 - 15
    assert max(abs(up) for _, up in seen) < height / 2 - 15
    filled = max(max(abs(right) for right, _ in seen) * 2 / width, max(abs(up) for _, up in seen) * 2 / height)
    assert filled > 0.85, "and nearly fills the picture"


def test_a_unit_of_the_34_is_drawn_from_the_districts_of_all_its_former_provinces():
    shapes = [provinces.districts(part) for part in ("48", "49")]
    made = drawn(everyone("48"), "48", shapes=shapes)

    assert len(layer(made, "tops")) == sum(len(each["features"]) for each in shapes) - 1


def test_districts_without_a_shape_are_named():
    one = codes(BAC_LIEU)[0]
    frame = answer((one, 10, 0.9), ("S1", 20, 0.8)).with_columns(
        name_vi=pl.when(pl.col("district_code") == one).then("name_vi")
    )

    assert relief.without_shape(frame, provinces.districts(BAC_LIEU)) == ["S1"]
    assert "(1): S1." in drawn(frame).notes[2]


def test_no_shape_at_all_is_an_error_with_a_sentence():
    with pytest.raises(provinces.GeometryError) as raised:
        drawn(answer(), shapes={"features": []})

    assert f"error.{raised.value.code}" in VI


def test_the_dark_ground_leaves_the_colours_of_the_data_alone():
    frame = everyone("48")
    light, dark = drawn(frame, "48"), drawn(frame, "48", dark=True)

    assert (light.background, dark.background) == (style.SEA, style.DARK[style.SEA])
    assert layer(light, "tops") == layer(dark, "tops")
    assert light.deck.to_json() != dark.deck.to_json()


def test_the_grey_of_no_figures_follows_the_theme():
    code = codes(BAC_LIEU)[0]

    assert block(drawn(answer((code, 10, None)), dark=True), f"Huyện {code}")[1] == style.STATES_DARK["no_data"]


def test_the_scene_is_compact_and_names_no_address():
    sent = drawn(everyone("01"), "01").deck.to_json()

    assert "http" not in sent
    assert '"mapStyle":"__MAP_STYLE__"' in sent, "no map provider, hence no base map"
    assert "\n " not in sent
    assert len(sent.encode()) < 60_000


def test_a_name_is_never_read_as_a_formula():
    code = codes(BAC_LIEU)[0]
    frame = answer((code, 10, 0.9)).with_columns(name_vi=pl.lit("@@=alert"))

    assert not [each for each in layer(drawn(frame), "tops") if each["properties"]["name"].startswith("@@")]


def test_an_answer_of_districts_becomes_people_part_whole_and_share():
    asked = pl.DataFrame(
        {
            "district_code": ["1", "2", "3"],
            "name_vi": ["A", "B", "C"],
            "accounts": [10, 20, None],
            "enrolments": [8, 0, None],
            "lms_passed": [4, 0, None],
        }
    )

    assert relief.of_measure(asked, LMS).rows() == [
        ("1", "A", 10, 4, 8, 0.5),
        ("2", "B", 20, 0, 0, None),
        ("3", "C", None, None, None, None),
    ]
    with pytest.raises(KeyError):
        relief.of_measure(asked, measures()["satisfied"])


def test_nobody_yet_is_said_as_such():
    sheet = Sheet(LMS, VI, LMS.bands, SHADES, dark=False)

    assert sheet.rate({"share": None, "whole": 0}) == VI("state.nobody")
