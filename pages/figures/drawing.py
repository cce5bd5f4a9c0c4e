"""Drawing: traces and a layout become a figure in one go."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

Trace = go.Bar | go.Heatmap | go.Scatter


def figure(traces: Sequence[Trace] | Trace, layout: dict[str, Any]) -> go.Figure:
    """The figure of these traces in a layout of ``style.layout``; a trace checks itself as it is made.

    ``Figure.update_layout`` took as long as all else of a screen together. What it would have checked, a test checks
    in every chart of every screen.
    """
    return go.Figure(traces, layout, _validate=False)
