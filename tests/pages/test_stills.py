"""Stills: a figure drawn without a browser says all that the figure says, the same each time, within its edges."""

import io
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image

from data import access
from pages.figures import axes, stills, stills_letters, stills_plot, stills_sheet, style
from pages.figures.stills_canvas import Canvas
from tests.pages.stills_known import strange
from tests.pages.test_screens import AFTER, DEMO, _open, state  # noqa: F401 - a fixture

_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ"
_SLACK = 4  # pixels that letters may stand out: the page's font and ours are kerned a little differently

ADDRESSES = [
    *((screen, {"snapshot": DEMO, "lang": "vi", "province": code}) for screen in access.SCREENS for code in ("", "22")),
    *((screen, {"snapshot": AFTER, "lang": "en"}) for screen in ("modules", "forecast", "delivery", "needs")),
    *(("map", {"snapshot": DEMO, "beside": beside, "province": "22"}) for beside in ("funnel", "bounds")),
    *(("explorer", {"snapshot": DEMO, "draw": draw, "columns": "year"}) for draw in ("matrix", "lines")),
]


def bars(**more):
    """Two bars, half and whole, under a target, as the house draws them."""
    figure = go.Figure(go.Bar(x=[0.5, 1.0], y=["a", "b"], orientation="h", marker={"color": style.ACCENT}, **more))
    layout = style.layout(
        "vi", height=160, xaxis=style.axis(range=[0, 1.25], tickvals=[0, 1], ticktext=["0 %", "100 %"])
    )
    return figure.update_layout(layout | {"yaxis": axes.rows(["a", "b"], ["Nửa", "Cả"])})


class Watched(Canvas):
    """A canvas that remembers what was asked of it."""

    def __init__(self, width, height):
        super().__init__(width, height)
        self.words, self.boxes, self.lines, self.paths = [], [], [], []

    def text(self, x, y, line, *, size, colour, anchor="start"):
        wide = stills_letters.width(line, size)
        left = x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * wide
        self.words.append(("".join(run.text for run in line), left, y, left + wide, size))
        super().text(x, y, line, size=size, colour=colour, anchor=anchor)

    def box(self, box, **worn):
        self.boxes.append((box, worn))
        super().box(box, **worn)

    def line(self, points, pen, **worn):
        self.lines.append((list(points), pen))
        super().line(points, pen, **worn)

    def path(self, path, **worn):
        self.paths.append((path, worn))
        super().path(path, **worn)


def drawn(figure, width=800, **worn):
    """What is drawn of a figure alone, in pixels."""
    held = figure if isinstance(figure, dict) else figure.to_plotly_json()
    canvas = Watched(width, held["layout"]["height"])
    stills_plot.draw(canvas, held, (0, 0, width, canvas.height))
    return canvas


def read(given):
    return ElementTree.fromstring(given)  # noqa: S314 - our own


@pytest.mark.parametrize(("screen", "parameters"), ADDRESSES, ids=lambda held: held if isinstance(held, str) else None)
def test_every_chart_of_every_screen_is_drawn_with_all_that_it_says(state, screen, parameters):  # noqa: F811
    run = _open(screen, **{name: value for name, value in parameters.items() if value})
    charts = [json.loads(chart.proto.spec) for chart in run.get("plotly_chart")]

    assert not run.exception
    for chart in charts:
        go.Figure(chart)  # every name and value is one that Plotly knows: figures are built without its checks
        assert strange(chart) == []
        canvas = drawn(chart, 1000)
        said = [word for word, *_ in canvas.words]
        for text in _texts(chart):
            assert text in said, "nothing that the figure says is lost"
        for word, left, y, right, size in canvas.words:
            assert -_SLACK <= left <= right <= 1000 + _SLACK, f"{word} stands out of the picture"
            assert size * 0.5 <= y <= canvas.height + _SLACK, f"{word} stands out of the picture"
        assert read(stills.svg(chart, title="Hình")).tag.endswith("svg")


def _texts(chart):
    """Lines of words that a figure must show: its notes, its key, what stands beside bars and points."""
    layout = chart["layout"]
    held = [note["text"] for note in layout.get("annotations", ())] + [layout.get("title", {}).get("text") or ""]
    for trace in chart["data"]:
        if trace["type"] == "scatter" and trace.get("text") and trace.get("cliponaxis") is False:
            held += [
                text
                for text, x, y in zip(trace["text"], trace["x"], trace["y"], strict=True)
                if x is not None and y is not None
            ]
        if trace["type"] == "heatmap" and trace.get("texttemplate"):
            held += [
                text
                for line, row in zip(trace["text"], trace["z"], strict=True)
                for text, z in zip(line, row, strict=True)
                if z is not None
            ]
    plain = [re.sub(r"<[^>]+>", "", line) for text in held for line in str(text).split("<br>")]
    return [_entities(line) for line in plain if line.strip()]


def _entities(line):
    return (
        line.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")
    )


def test_bars_are_as_long_as_their_shares_and_begin_at_nought():
    canvas = drawn(bars())
    fills = [box for box, worn in canvas.boxes if worn.get("fill") == style.ACCENT]
    (half, whole) = ((right - left, left) for left, _, right, _ in fills)

    assert half[1] == whole[1]
    assert half[0] == pytest.approx(whole[0] / 2)
    labels = {word: (left + right) / 2 for word, left, _, right, _ in canvas.words}
    assert labels["100 %"] == pytest.approx(whole[1] + whole[0]), "a bar ends where its share stands on the axis"


def test_stacked_bars_follow_each_other_and_grouped_ones_stand_apart():
    parts = [go.Bar(x=[0.25, 0.5], y=["a", "b"], orientation="h", marker={"color": colour}) for colour in style.SERIES]
    stacked, grouped = (
        [
            box
            for box, worn in drawn(go.Figure(parts, bars().layout).update_layout(barmode=mode)).boxes
            if "fill" in worn
        ]
        for mode in ("stack", "group")
    )

    assert [box[0] for box in stacked[2:]] == pytest.approx([box[2] for box in stacked[:2]])
    assert [box[1] for box in stacked[2:]] == [box[1] for box in stacked[:2]]
    assert {box[0] for box in grouped} == {stacked[0][0]}
    assert grouped[0][3] == pytest.approx(grouped[2][1]), "one under the other"


def test_a_target_stands_at_its_share():
    figure = bars()
    figure.add_shape(type="line", x0=0.75, x1=0.75, y0=0, y1=1, yref="paper", line={"color": style.WARN, "width": 1.5})
    canvas = drawn(figure)
    (at,) = [points[0][0] for points, pen in canvas.lines if pen.colour == style.WARN]
    (_, whole) = (box for box, worn in canvas.boxes if worn.get("fill") == style.ACCENT)

    assert at == pytest.approx(whole[0] + 0.75 * (whole[2] - whole[0]))


def lines(**more):
    days = [date(2021, 1, 1), date(2021, 7, 2), date(2021, 12, 31)]
    line = {"color": style.ACCENT, "width": 2}
    figure = go.Figure(go.Scatter(x=[*days, date(2022, 7, 1)], y=[0.2, None, 0.4, 0.6], line=line, **more))
    across = style.axis(tickvals=[days[0], days[2]], ticktext=["đầu", "cuối"])
    return figure.update_layout(style.layout("vi", height=200, xaxis=across, yaxis=style.axis(range=[0, 1])))


def test_a_share_that_is_not_known_is_a_gap_and_never_nought():
    canvas = drawn(lines(mode="lines+markers"))

    assert [len(points) for points, pen in canvas.lines if pen.colour == style.ACCENT] == [1, 2]
    signs = [path for path, worn in canvas.paths if worn.get("fill") == style.ACCENT]
    assert len(signs) == 3


def test_dates_lie_as_far_apart_as_their_days():
    (_, (one, other)) = (points for points, pen in drawn(lines(mode="lines")).lines if pen.colour == style.ACCENT)
    labels = {word: (left + right) / 2 for word, left, _, right, _ in drawn(lines(mode="lines")).words}

    assert labels["cuối"] == pytest.approx(one[0])
    assert (other[0] - one[0]) / (labels["cuối"] - labels["đầu"]) == pytest.approx(182 / 364)


def test_on_a_logarithmic_axis_points_and_notes_agree():
    figure = go.Figure(go.Scatter(x=[10, 1000], y=[0, 0], mode="markers", marker={"color": style.WARN}))
    figure.update_layout(
        style.layout("vi", height=200, xaxis=style.axis(type="log", range=[0, 4]), yaxis=style.axis(range=[-1, 1]))
    )
    figure.add_annotation(x=3, y=0, text="nghìn", showarrow=False, xanchor="center")
    canvas = drawn(figure)
    ten, thousand = (path.get_extents() for path, worn in canvas.paths if worn.get("fill") == style.WARN)
    ((_, left, _, right, _),) = [word for word in canvas.words if word[0] == "nghìn"]

    assert (thousand.x0 + thousand.x1) / 2 == pytest.approx((left + right) / 2, abs=0.5)
    labels = {word: (left + right) / 2 for word, left, _, right, _ in canvas.words}
    assert thousand.x0 - ten.x0 == pytest.approx((labels["10000"] - labels["1"]) / 2), "two of the four powers apart"


def test_a_cell_has_the_colour_of_its_class_and_one_without_a_value_has_none():
    shades = style.shades("standing", 2)
    scale = [[(i + side) / 2, shade] for i, shade in enumerate(shades) for side in (0, 1)]
    heat = go.Heatmap(z=[[0, None], [1, 0]], zmin=-0.5, zmax=1.5, colorscale=scale, showscale=False)
    figure = go.Figure(heat, style.layout("vi", height=200, xaxis=style.axis(), yaxis=style.axis(range=[1.5, -0.5])))
    canvas = drawn(figure)

    assert [worn["fill"] for _, worn in canvas.boxes] == [shades[0], shades[1], shades[0]]
    (first, below, beside) = (box for box, _ in canvas.boxes)
    assert (first[0], first[3]) == (below[0], below[1])
    assert (below[2], below[1]) == (beside[0], beside[1])


def test_the_picture_says_title_finding_and_source_in_whole_words_within_its_width():
    said = "Tỉ lệ đạt cao nhất là Nghệ An, thấp nhất là Tây Ninh; chênh nhau 8,5 điểm phần trăm. " * 4
    worn = {"title": "Đạt <b> & khá", "finding": said, "source": ["lượt học đạt / lượt học", "số liệu mô phỏng"]}
    canvas = stills_sheet.drawn(bars().to_plotly_json(), width=600, height=None, **worn)
    given = stills.svg(bars(), width=600, **worn)

    assert canvas.width == 600
    assert f'width="600" height="{canvas.height}"' in given
    assert "<title>Đạt &lt;b&gt; &amp; khá. Tỉ lệ đạt cao nhất" in given
    lines_ = stills_letters.wrapped(said, 14.5, 552)
    assert " ".join("".join(run.text for run in line) for line in lines_) == said.strip()
    assert all(stills_letters.width(line, 14.5) <= 552 for line in lines_)


def test_a_height_is_that_of_the_whole_picture():
    assert 'height="500"' in stills.svg(bars(), title="Hình", source=["nguồn"], height=500)


def test_equal_figures_give_equal_bytes_whatever_was_drawn_before():
    first = stills.svg(bars(), title="Một"), stills.png(bars(), title="Một")
    stills.svg(lines(mode="lines"), title="Hai")
    with ThreadPoolExecutor(4) as several:
        again = list(
            several.map(lambda _: (stills.svg(bars(), title="Một"), stills.png(bars(), title="Một")), range(8))
        )

    assert set(again) == {first}
    code = "from tests.pages.test_stills import bars, stills, sys; sys.stdout.write(stills.svg(bars(), title='Một'))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert other.stdout == first[0]


def test_a_picture_reaches_for_nothing_outside_and_needs_no_font():
    given = stills.svg(bars(text=["½ <i>", "$x^2$"], textposition="outside"), title="a -- b", lang="en")
    root = read(given)

    assert root.get("lang") == "en"
    assert {
        each for part in root.iter() for name, each in part.items() if name.endswith("href") and each[0] != "#"
    } == set()
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert "font-family" not in given
    assert "<!--" not in given


def test_what_looks_like_a_formula_or_a_tag_is_written_as_it_is():
    found = stills_letters.lines("5 &lt; $x^2$ <b>đậm</b> <span style='color:#B4540A;font-size:10px'>nhỏ</span><br>hai")

    assert ["".join(run.text for run in line) for line in found] == ["5 < $x^2$ đậm nhỏ", "hai"]
    assert [(run.weight, run.colour, run.size) for run in found[0]] == [
        (400, None, None),
        (700, None, None),
        (400, None, None),
        (400, "#B4540A", 10.0),
    ]


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_our_font_has_every_vietnamese_letter(weight):
    assert len(stills_letters.plain(_LETTERS + _LETTERS.upper() + "0123456789.,%–…", weight=weight)) == 1


def test_a_sign_that_our_font_lacks_is_drawn_from_another():
    run, sign = stills_letters.plain("a■")

    assert (run.text, sign.text) == ("a", "■")
    assert run.file != sign.file
    assert sign.width(10) > 0


def test_words_that_do_not_fit_in_their_bar_shrink_and_those_outside_stand_behind_its_end():
    figure = bars(text=["một đoạn chữ rất dài không vừa trong thanh"] * 2, textposition="inside", textfont={"size": 12})
    sizes = [size for word, _, _, _, size in drawn(figure, 300).words if word.startswith("một")]
    assert sizes[0] < sizes[1] < 12

    canvas = drawn(bars(text=["nửa", "cả"], textposition="outside"))
    ends = [box[2] for box, worn in canvas.boxes if worn.get("fill") == style.ACCENT]
    assert [left for word, left, *_ in canvas.words if word in ("nửa", "cả")] == pytest.approx(
        [end + 3 for end in ends]
    )


def test_a_line_is_as_wide_whatever_the_dots_of_the_picture():
    line = {"color": "#FF0000", "width": 4}
    figure = go.Figure(go.Scatter(x=[0, 1], y=[0.5, 0.5], mode="lines", line=line), style.layout("vi", height=100))
    figure.update_layout(xaxis={"range": [0, 1], "visible": True}, yaxis={"range": [0, 1]})
    tall = []
    for scale in (1, 3):
        image = Image.open(io.BytesIO(stills.png(figure, width=300, scale=scale))).convert("RGB")
        column = [image.getpixel((image.width // 2, y)) for y in range(image.height)]
        tall.append(sum(red > 200 and green < 60 for red, green, _ in column) / scale)

    assert tall == pytest.approx([4, 4], abs=1)


def test_a_trace_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="pie"):
        stills.svg(go.Figure(go.Pie(values=[1]), style.layout("vi")))


def test_what_draws_is_not_loaded_before_somebody_asks():
    code = "import sys, pages.parts.plates; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
