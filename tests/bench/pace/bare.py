"""The baseline: a selectbox and a line of text, on the dashboard's own settings."""

import streamlit as st

from pages.parts import dress

st.set_page_config(layout="wide")
dress.warm()
st.text(st.selectbox("one of", ["a", "b", "c"], key="choose-one"))
