"""The same Plotly map in Dash; runs in an environment of its own, so it imports nothing of the dashboard."""

import json
import sys
from pathlib import Path

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

HERE = Path(__file__).parent
SHAPES = json.loads((HERE / "shapes.geojson").read_bytes())
ANSWERS = json.loads((HERE / "answers.json").read_bytes())
CHOICES = list(ANSWERS["shares"])

app = Dash(__name__, assets_folder=str(HERE / "assets"))
app.layout = html.Div(
    [
        dcc.Dropdown(CHOICES, CHOICES[0], id="choice", clearable=False),
        dcc.Graph(id="map", config={"topojsonURL": "/assets/topo/"}),
    ]
)


@app.callback(Output("map", "figure"), Input("choice", "value"))
def paint(choice: str) -> go.Figure:
    """The map of a choice."""
    figure = go.Figure(
        go.Choropleth(
            geojson=SHAPES,
            featureidkey="id",
            locations=ANSWERS["codes"],
            z=ANSWERS["shares"][choice],
            zmin=0,
            zmax=1,
        )
    )
    figure.update_geos(fitbounds="locations", visible=False)
    return figure.update_layout(height=600, margin={"l": 0, "r": 0, "t": 0, "b": 0})


app.run(port=int(sys.argv[1]))
