"""A page as a tab shows it: what can be chosen on it, where one can go, what stands there."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Page:
    """What the tab shows: its address, what can be chosen, where one can go, and what stands on it."""

    path: str = ""
    query: str = ""
    hash: str = ""
    boxes: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)  # box → the part of the page that it reruns, empty: all of it
    goals: dict[str, str] = field(default_factory=dict)  # address → hash of the screen
    files: list[str] = field(default_factory=list)  # that can be asked for
    told: dict[str, list[str]] = field(default_factory=dict)  # part of the page → the findings that stand in it
    elements: int = 0
    is_whole: bool = False  # what is asked for has been drawn to its end
    faults: list[str] = field(default_factory=list)

    @property
    def finding(self) -> str:
        """All findings that stand on the page, whichever part was drawn last."""
        return "".join(sorted(body for told in self.told.values() for body in told))


def draw(delta: Any, page: Page) -> None:
    """Note what an element of the page says that a visit goes by."""
    if delta.WhichOneof("type") != "new_element":
        return
    page.elements += 1
    element = delta.new_element
    kind = element.WhichOneof("type")
    if kind == "selectbox" and not element.selectbox.disabled:
        box = element.selectbox
        now = box.raw_value if box.set_value else (box.options[box.default] if box.options else "")
        page.boxes[box.id], page.parts[box.id] = (list(box.options), now), delta.fragment_id
    elif kind == "download_button" and element.download_button.deferred_file_id:
        page.files.append(element.download_button.deferred_file_id)
    elif kind == "exception":
        page.faults.append(f"exception {element.exception.type}")
    elif kind == "html":
        body = element.html.body
        if 't-finding"' in body:
            page.told.setdefault(delta.fragment_id, []).append(body)
        if "t-error" in body and "<style" not in body:
            page.faults.append(body[:300])
