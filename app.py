"""The front door: who is asking, which screens they may open, and the one they chose."""

from pathlib import Path

import streamlit as st

from pages.parts import (
    audit_noting,
    counting,
    dress,
    entering,
    entering_door,
    entering_wall,
    following,
    guarding_fault,
    guarding_owners,
    health,
    journal,
    letting_go,
    serving,
    shell,
    visiting,
)


def enter() -> None:
    """One visit: the viewer, the screens open to them, and the screen they chose.

    A screen that is not open to them has its address all the same, and says there why; so has every screen for whom
    none is open: what they see is the wall.
    """
    dress.whole()
    viewer = entering.viewer()
    guarding_owners.entered(viewer)
    audit_noting.entered(viewer)
    words = shell.begin()
    first = next(iter(viewer.screens or visiting.ADDRESSES))
    screens = {
        screen: st.Page(
            f"pages/screens/{screen}.py",
            title=words(f"{screen}.title"),
            url_path=address,
            default=screen == first,
            visibility="visible" if screen in viewer.screens else "hidden",
        )
        for screen, address in visiting.ADDRESSES.items()
    }
    groups = {words(f"group.{group}"): [screens[name] for name in names] for group, names in visiting.GROUPS.items()}
    chosen = st.navigation(groups, position="top" if viewer.screens else "hidden")
    screen = next(name for name, page in screens.items() if page == chosen)
    with counting.run(screen if viewer.screens else "wall"), dress.running():
        if viewer.screens:
            shell.show(viewer, words, chosen, screen=screen)
        else:
            entering_wall.show(viewer, words, screen)
    if viewer.who:
        entering.watch(viewer)  # last: it draws nothing


if __name__ == "__main__":  # run for a visitor
    enter()
else:  # loaded by the server, once
    journal.begin()
    serving.no_loose_pages()
    serving.no_watching()
    letting_go.of_widgets()
    dress.warm_beside()
    following.prepare_beside()
    app = st.App(
        Path(__file__),
        routes=health.ROUTES,
        middleware=[*health.MIDDLEWARE, *serving.MIDDLEWARE],
        secrets=entering_door.secrets(),
        on_script_error=guarding_fault.said,
    )
