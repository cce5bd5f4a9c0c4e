"""The baseline: a line of text, on the dashboard's own settings, with nothing of its own imported."""

import streamlit as st

st.text("a line of text")
