"""The front door: who is asking, which screens they may open, and the one they chose."""

from pathlib import Path

import streamlit as st

from data import access
from pages.parts import entering, serving, shell, visiting


def enter() -> None:
    """One visit: the viewer, the screens open to them, and the screen they chose.

    A screen that is not open to them has its address all the same, and says there why.
    """
    viewer = access.viewer_of(entering.claims())
    words = shell.begin()
    screens = {
        screen: st.Page(
            f"pages/screens/{screen}.py",
            title=words(f"{screen}.title"),
            url_path=address,
            default=screen == viewer.screens[0],
            visibility="visible" if screen in viewer.screens else "hidden",
        )
        for screen, address in visiting.ADDRESSES.items()
    }
    groups = {words(f"group.{group}"): [screens[name] for name in names] for group, names in visiting.GROUPS.items()}
    chosen = st.navigation(groups, position="top")
    shell.show(viewer, words, chosen, screen=next(name for name, page in screens.items() if page == chosen))


if __name__ == "__main__":  # run for a visitor
    enter()
else:  # loaded by the server, once
    serving.no_loose_pages()
    app = st.App(Path(__file__), middleware=serving.MIDDLEWARE)
