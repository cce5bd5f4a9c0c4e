"""Charts of slides: an office program's own, with the numbers behind them, to be edited there."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from pages.figures import style
from pages.papers.layout import printable
from pages.papers.scene import Chart, Native, Series
from pages.papers.slides_page import FONT, Box, colour, inches, said

_FORMS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}
_MARKS = {"vi": "[$-42A]", "en": "[$-809]"}  # whose separators; some programs always show their own
_LYING = ("bars", "stacked")
_ROOM_FOR_TEXT = 0.07  # of the longest bar; a narrower piece of a stack carries no number
_CROWDED = {"bars": 22, "columns": 14}  # with more of them numbers are smaller, and those of columns stand upright
_SIZE = 12  # points


def draw(slide: Any, box: Box, chart: Chart, *, lang: str) -> Any:
    """The chart in the box, with what it shows in words for who cannot see it; a None stays a gap."""
    native = chart.native
    told = CategoryChartData(number_format=_format(native, lang))
    told.categories = [printable(name) for name in native.categories]
    for series in native.series:
        told.add_series(printable(series.name), series.values)
    frame = slide.shapes.add_chart(_FORMS[native.form], *inches(box), told)
    frame.name = printable(chart.title)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(chart.alt))
    _dress(frame.chart, chart, lang)
    return frame


def _format(native: Native, lang: str) -> str:
    percent = {"vi": r"0.0\ %", "en": "0.0%"}[lang]
    return _MARKS[lang] + (percent if native.is_share else "#,##0")


def _dress(drawn: Any, chart: Chart, lang: str) -> None:
    native = chart.native
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(_SIZE), FONT, colour(style.INK)
    drawn.has_title = True
    written = drawn.chart_title.text_frame
    written.text = said(chart.title)
    font = written.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(_SIZE + 1), True, colour(style.INK)
    drawn.has_legend = len(native.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        drawn.legend.font.size = Pt(_SIZE)
    _axes(drawn, native)
    for told, plotted in zip(native.series, drawn.plots[0].series, strict=True):
        _series(told, plotted, native, lang)


def _axes(drawn: Any, native: Native) -> None:
    names, values = drawn.category_axis, drawn.value_axis
    names.format.line.color.rgb = colour(style.BORDER)
    names.major_tick_mark, names.tick_labels.font.size = XL_TICK_MARK.NONE, Pt(_SIZE)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.reverse_order = native.form in _LYING  # the first stands on top
    values.minimum_scale, values.has_major_gridlines = 0, native.form == "lines"
    values.visible = native.form == "lines"
    if native.is_share:
        values.maximum_scale = _top(native)
    plot = drawn.plots[0]
    if native.form != "lines":
        plot.gap_width = 45 if native.form != "columns" else 60
        plot.overlap = 100 if native.form == "stacked" else 0


def _top(native: Native) -> float:
    """Where the axis of shares ends: at all, with room for the number beside the longest bar."""
    if native.form == "stacked":
        return 1.0
    known = [value for series in native.series for value in series.values if value is not None]
    return max(1.0, *known, 0) * (1.15 if native.form == "bars" else 1.3 if _is_crowded(native) else 1.1)


def _series(told: Series, plotted: Any, native: Native, lang: str) -> None:
    if native.form == "lines":
        plotted.format.line.color.rgb, plotted.smooth = colour(told.colour), False
    else:
        plotted.format.fill.solid()
        plotted.format.fill.fore_color.rgb = colour(told.colour)
        plotted.invert_if_negative = False
    labels = plotted.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = _format(native, lang)
    labels.font.size = Pt(_SIZE - 3 if _is_crowded(native) else _SIZE - 1)
    is_stacked = native.form == "stacked"
    labels.font.color.rgb = colour(style.text_on(told.colour) if is_stacked else style.INK)
    labels.position = _POSITIONS[native.form]
    if native.form == "columns" and _is_crowded(native):
        labels._element.get_or_add_txPr().find(qn("a:bodyPr")).set("rot", "-5400000")
    if is_stacked:
        _without_the_narrow(told, labels, native)


def _is_crowded(native: Native) -> bool:
    drawn = len(native.categories) * len(native.series)
    return drawn > _CROWDED.get(native.form, drawn)


_POSITIONS = {
    "bars": XL_LABEL_POSITION.OUTSIDE_END,
    "columns": XL_LABEL_POSITION.OUTSIDE_END,
    "stacked": XL_LABEL_POSITION.CENTER,
    "lines": XL_LABEL_POSITION.ABOVE,
}


def _without_the_narrow(told: Series, labels: Any, native: Native) -> None:
    """No number where a piece is too narrow to carry one; the table behind the chart has it."""
    stacks = zip(*(series.values for series in native.series), strict=True)
    longest = max((sum(value or 0 for value in stack) for stack in stacks), default=0)
    for place, value in enumerate(told.values):
        if not value or value < _ROOM_FOR_TEXT * longest:
            label = labels._element.get_or_add_dLbl_for_point(place)
            for child in list(label)[1:]:
                label.remove(child)
            label.append(label.makeelement(qn("c:delete"), {"val": "1"}))
