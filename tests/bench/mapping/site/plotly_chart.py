"""The stock way: a Plotly choropleth with its shapes inline."""

import json
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from pages.parts import dress

HERE = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def read(name: str) -> dict:
    """One of the prepared files."""
    return json.loads((HERE / name).read_bytes())


st.set_page_config(layout="wide")
dress.warm()
answers = read("answers.json")
choice = st.selectbox("module", answers["shares"])
figure = go.Figure(
    go.Choropleth(
        geojson=read("shapes.geojson"),
        featureidkey="id",
        locations=answers["codes"],
        z=answers["shares"][choice],
        zmin=0,
        zmax=1,
    )
)
figure.update_geos(fitbounds="locations", visible=False)
figure.update_layout(height=600, margin={"l": 0, "r": 0, "t": 0, "b": 0})
st.plotly_chart(figure, key="map", config={"topojsonURL": "/app/static/topo/"})
