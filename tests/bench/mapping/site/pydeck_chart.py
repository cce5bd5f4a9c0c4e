"""The stock way: a pydeck layer of the shapes, without a base map."""

import json
from pathlib import Path

import pydeck
import streamlit as st

from pages.parts import dress

HERE = Path(__file__).parent
DARK, LIGHT, NOTHING = (11, 74, 99), (205, 235, 224), (200, 200, 200)


@st.cache_resource(show_spinner=False)
def read(name: str) -> dict:
    """One of the prepared files."""
    return json.loads((HERE / name).read_bytes())


def coloured(share: float | None) -> list[int]:
    """Light for none of them, dark for all, grey for unknown."""
    if share is None:
        return [*NOTHING]
    return [round(low + (high - low) * share) for low, high in zip(LIGHT, DARK, strict=True)]


def features(choice: str) -> list[dict]:
    """The shapes, each with the colour of its value."""
    shares = dict(zip(answers["codes"], answers["shares"][choice], strict=True))
    return [
        each | {"properties": each["properties"] | {"colour": coloured(shares.get(each["id"]))}}
        for each in read("shapes.geojson")["features"]
    ]


st.set_page_config(layout="wide")
dress.warm()
answers = read("answers.json")
choice = st.selectbox("module", answers["shares"])
layer = pydeck.Layer(
    "GeoJsonLayer",
    {"type": "FeatureCollection", "features": features(choice)},
    id="provinces",
    get_fill_color="properties.colour",
    get_line_color=[91, 107, 127],
    line_width_min_pixels=0.5,
)
view = pydeck.ViewState(**answers["view"])
st.pydeck_chart(pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None), key="map")
