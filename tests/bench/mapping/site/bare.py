"""The baseline: a selectbox and a line of text."""

import json
from pathlib import Path

import streamlit as st

from pages.parts import dress

HERE = Path(__file__).parent

st.set_page_config(layout="wide")
dress.warm()
st.text(st.selectbox("module", json.loads((HERE / "answers.json").read_bytes())["shares"]))
