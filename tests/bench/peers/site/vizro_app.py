"""The same page in Vizro: its filters, kept in the address, and its own export."""

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import vizro.actions as va
import vizro.models as vm
from dash import html
from vizro import Vizro
from vizro.models.types import capture
from vizro.tables import dash_ag_grid

FIGURES = pd.read_csv("figures.csv", dtype={"province_code": str})


@capture("graph")
def country(data_frame: pd.DataFrame) -> go.Figure:
    """The map."""
    figure = px.choropleth(
        data_frame, locations="province_code", color="share", hover_name="province", range_color=(0, 1)
    )
    figure.update_traces(geojson="/assets/shapes.json", featureidkey="id")
    figure.update_geos(fitbounds="locations", visible=False)
    return figure.update_layout(height=600, margin={"l": 0, "r": 0, "t": 0, "b": 0})


@capture("graph")
def ranking(data_frame: pd.DataFrame) -> go.Figure:
    """The provinces in order."""
    frame = data_frame.dropna().sort_values("share", ascending=False)
    figure = px.bar(frame, x="share", y="province", orientation="h", text="said", height=1100)
    return figure.update_yaxes(autorange="reversed")


@capture("figure")
def sentence(data_frame: pd.DataFrame) -> html.H3:
    """The province furthest behind."""
    last = data_frame.dropna().sort_values("share", ascending=False).iloc[-1]
    return html.H3(f"Thấp nhất: {last['province']} ({last['said']})")


@capture("figure")
def card(data_frame: pd.DataFrame) -> html.Div:
    """The province chosen."""
    row = data_frame.iloc[0]
    return html.Div([html.H4(row["province"]), html.P(row["said"]), html.P(f"{row['part']} / {row['whole']}")])


page = vm.Page(
    title="Modules",
    layout=vm.Flex(),
    components=[
        vm.Figure(id="sentence", figure=sentence(data_frame=FIGURES)),
        vm.Graph(id="map", figure=country(data_frame=FIGURES), extra={"config": {"topojsonURL": "/assets/topo/"}}),
        vm.Figure(id="card", figure=card(data_frame=FIGURES)),
        vm.Graph(id="ranking", figure=ranking(data_frame=FIGURES)),
        vm.Table(id="table", figure=dash_ag_grid(data_frame=FIGURES)),
        vm.Button(id="export", text="CSV", actions=va.export_data(targets=["table"])),
    ],
    controls=[
        vm.Filter(
            id="module",
            column="module",
            targets=["sentence", "map", "card", "ranking", "table"],
            selector=vm.Dropdown(id="modules", multi=False, value="all"),
            show_in_url=True,
        ),
        vm.Filter(
            id="province",
            column="province",
            targets=["card"],
            selector=vm.Dropdown(id="provinces", multi=False),
            show_in_url=True,
        ),
    ],
)

app = Vizro().build(vm.Dashboard(pages=[page]))
server = app.dash.server
