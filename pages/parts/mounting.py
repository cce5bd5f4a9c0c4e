"""Mounting: a component of ours on the page. Its module comes from the app's own static route, since what is written
inline would travel with every change.

What it is told travels as a list of one. Streamlit looks through each value of a dictionary for data frames, and takes
pandas for that, which is half a second of processor before the first map; a list it hands on as it is.
"""

from typing import Any

import streamlit as st

_LOADER = """
const module = import(new URL("/app/static/{module}", location.origin));
export default async (component) => (await module).default({{ ...component, data: component.data[0] }});
"""


def component(name: str, module: str) -> Any:
    """The component of a module below ``static``; it is mounted with ``data=told(…)``."""
    return st.components.v2.component(name, js=_LOADER.format(module=module))


def told(data: dict[str, Any]) -> list[dict[str, Any]]:
    """What a component is told, as it travels."""
    return [data]
