"""Scenes: every point of an agenda, from the questions that the screens ask, so that both show the same numbers."""

from collections.abc import Callable, Sequence
from datetime import date

from data.store import Store
from pages.papers import scenes_country, scenes_promises, scenes_standing, scenes_training
from pages.papers.decisions import Decision
from pages.papers.scene import Asked, Item, Scene
from pages.papers.scenes_seen import Seen, seen
from pages.texts import Words

_MAKERS: dict[str, Callable[[Seen], Scene]] = {
    "overview": scenes_country.overview_scene,
    "map": scenes_country.map_scene,
    "modules": scenes_training.modules_scene,
    "chain": scenes_training.chain_scene,
    "assessment": scenes_standing.assessment_scene,
    "satisfaction": scenes_standing.satisfaction_scene,
    "reporting": scenes_promises.reporting_scene,
    "moved": scenes_country.moved_scene,
    "commitments": scenes_promises.commitments_scene,
}


def scene(
    store: Store,
    item: Item,
    asked: Asked,
    words: Words,
    *,
    decisions: Sequence[Decision] = (),
    day: date | None = None,
) -> Scene:
    """What one point of the agenda shows; ValueError for a kind that there is not.

    The item's fixed choices go before the meeting's; what does not fit the snapshot falls back as on the screens.
    ``day`` is that of the meeting, by which decisions are late; None: the date of the figures.
    """
    looked_at = seen(store, item, asked, words)
    if item.kind == "decisions":
        return scenes_promises.decisions_scene(looked_at, decisions, day)
    if item.kind not in _MAKERS:
        raise ValueError(f"no such scene: {item.kind!r}")
    return _MAKERS[item.kind](looked_at)
