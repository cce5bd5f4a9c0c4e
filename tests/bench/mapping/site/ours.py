"""The dashboard's own map, alone."""

import json
from pathlib import Path

import polars as pl
import streamlit as st

from pages.parts import dress, mapping
from tests.bench.mapping import ours

HERE = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def answers() -> dict[str, pl.DataFrame]:
    """Choice → its answer."""
    choices = json.loads((HERE / "answers.json").read_bytes())["shares"]
    return {choice: pl.read_parquet(HERE / f"{choice}.parquet") for choice in choices}


st.set_page_config(layout="wide")
dress.warm()
choice = st.selectbox("module", answers())
mapping.draw(ours.sheet(answers()[choice]), key="map", chosen=lambda codes: None)
