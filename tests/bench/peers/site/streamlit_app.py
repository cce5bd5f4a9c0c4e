"""The stock way in Streamlit and Plotly: cached figures, shapes from its static route, the province in a fragment."""

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
import streamlit as st

OFFLINE = {"topojsonURL": "/app/static/topo/"}

st.set_page_config(page_title="Modules", layout="wide")


@st.cache_data
def figures() -> pd.DataFrame:
    """Every module and province."""
    return pd.read_csv("figures.csv", dtype={"province_code": str})


@st.cache_data
def of(module: str) -> pd.DataFrame:
    """The provinces of a module, the highest share first."""
    frame = figures()
    return frame[frame["module"] == module].sort_values("share", ascending=False)


@st.cache_data
def country(module: str) -> go.Figure:
    """The map."""
    frame = of(module)
    figure = px.choropleth(
        frame, locations="province_code", color="share", hover_name="province", range_color=(0, 1), featureidkey="id"
    )
    figure.update_traces(geojson="/app/static/shapes.json")
    figure.update_geos(fitbounds="locations", visible=False)
    return figure.update_layout(height=600, margin={"l": 0, "r": 0, "t": 0, "b": 0})


@st.cache_data
def ranking(module: str) -> go.Figure:
    """The provinces in order."""
    figure = px.bar(of(module).dropna(), x="share", y="province", orientation="h", text="said", height=1100)
    return figure.update_yaxes(autorange="reversed")


@st.cache_data
def as_csv(module: str) -> bytes:
    """The table as a file."""
    return of(module).to_csv(index=False).encode()


@st.fragment
def province(frame: pd.DataFrame) -> None:
    """One province: only this runs again when another is chosen."""
    names = frame.sort_values("province_code")["province"].tolist()
    codes = frame.sort_values("province_code")["province_code"].tolist()
    asked = st.query_params.get("province")
    index = codes.index(asked) if asked in codes else None
    chosen = st.selectbox("Province", names, index=index, key="province")
    with st.container(key="card"):
        if chosen:
            row = frame[frame["province"] == chosen].iloc[0]
            st.query_params["province"] = row["province_code"]
            st.metric(chosen, row["said"], border=True)
            st.caption(f"{row['part']} / {row['whole']}")


modules = figures()["module"].unique().tolist()
asked = st.query_params.get("module", "all")
module = st.selectbox("Module", modules, index=modules.index(asked), key="module")
st.query_params["module"] = module
frame = of(module)
last = frame.dropna().iloc[-1]
with st.container(key="sentence"):
    st.subheader(f"Thấp nhất: {last['province']} ({last['said']})")
where, beside = st.columns([6, 5])
with where:
    st.plotly_chart(country(module), key="map", config=OFFLINE)
with beside:
    province(frame)
    st.plotly_chart(ranking(module), key="ranking")
st.dataframe(frame, hide_index=True)
st.download_button("CSV", as_csv(module), "modules.csv", "text/csv", key="export", on_click="ignore")
