"""The same page in Dash: remembered figures, one callback a choice, the address read in the browser."""

from functools import cache

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, State, dcc, html

FIGURES = pd.read_csv("figures.csv", dtype={"province_code": str})
MODULES = FIGURES["module"].unique().tolist()
PROVINCES = FIGURES.drop_duplicates("province_code").sort_values("province_code")
OPTIONS = [
    {"label": name, "value": code} for code, name in zip(PROVINCES["province_code"], PROVINCES["province"], strict=True)
]
COLUMNS = ("province", "part", "whole", "said")

app = Dash(__name__, title="Modules")
server = app.server


@cache
def of(module: str) -> pd.DataFrame:
    """The provinces of a module, the highest share first."""
    return FIGURES[FIGURES["module"] == module].sort_values("share", ascending=False)


@cache
def country(module: str) -> go.Figure:
    """The map."""
    figure = px.choropleth(
        of(module), locations="province_code", color="share", hover_name="province", range_color=(0, 1)
    )
    figure.update_traces(geojson="/assets/shapes.json", featureidkey="id")
    figure.update_geos(fitbounds="locations", visible=False)
    return figure.update_layout(height=600, margin={"l": 0, "r": 0, "t": 0, "b": 0})


@cache
def ranking(module: str) -> go.Figure:
    """The provinces in order."""
    figure = px.bar(of(module).dropna(), x="share", y="province", orientation="h", text="said", height=1100)
    return figure.update_yaxes(autorange="reversed")


@cache
def table(module: str) -> list:
    """The rows of the table."""
    rows = of(module)[list(COLUMNS)].itertuples(index=False)
    head = html.Thead(html.Tr([html.Th(name) for name in COLUMNS]))
    return [head, html.Tbody([html.Tr([html.Td(str(value)) for value in row]) for row in rows])]


app.layout = html.Div(
    [
        dcc.Location(id="url", refresh=False),
        dcc.Dropdown(MODULES, id="module", clearable=False),
        html.H3(id="sentence"),
        html.Div(
            [
                dcc.Graph(id="map", config={"topojsonURL": "/assets/topo/"}, style={"width": "55%"}),
                html.Div(
                    [dcc.Dropdown(OPTIONS, id="province"), html.Div(id="card"), dcc.Graph(id="ranking")],
                    style={"width": "45%"},
                ),
            ],
            style={"display": "flex"},
        ),
        html.Table(id="table"),
        html.Button("CSV", id="export"),
        dcc.Download(id="file"),
    ]
)

app.clientside_callback(
    """(search) => { const asked = new URLSearchParams(search);
        return [asked.get("module") ?? "all", asked.get("province")]; }""",
    Output("module", "value"),
    Output("province", "value"),
    Input("url", "search"),
)


@app.callback(
    Output("sentence", "children"),
    Output("map", "figure"),
    Output("ranking", "figure"),
    Output("table", "children"),
    Input("module", "value"),
    prevent_initial_call=True,
)
def shown(module: str) -> tuple:
    """All that follows the module."""
    last = of(module).dropna().iloc[-1]
    return f"Thấp nhất: {last['province']} ({last['said']})", country(module), ranking(module), table(module)


@app.callback(
    Output("card", "children"), Input("province", "value"), Input("module", "value"), prevent_initial_call=True
)
def card(province: str | None, module: str) -> list:
    """The province chosen."""
    if not province:
        return []
    row = of(module).set_index("province_code").loc[province]
    return [html.H4(row["province"]), html.P(row["said"]), html.P(f"{row['part']} / {row['whole']}")]


@app.callback(Output("file", "data"), Input("export", "n_clicks"), State("module", "value"), prevent_initial_call=True)
def exported(_: int, module: str) -> dict:
    """The table as a file."""
    return dcc.send_string(of(module).to_csv(index=False), "modules.csv")
