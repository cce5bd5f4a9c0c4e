"""Who together carries people at the least cost."""

import numpy as np

NEVER = 1e9  # what it costs to withhold what must be printed


def cheapest(
    cost: np.ndarray, carried: np.ndarray, need: int, own: np.ndarray, lifted: np.ndarray
) -> tuple[int, list[int]] | None:
    """The cheapest way for ``need`` people and the places that carry them, the place past the last being the country.

    ``cost`` and ``carried`` are places x ways: what a way costs a place, and how many people it carries there;
    ``own`` is what a way costs besides, ``lifted`` what the country's line alone would cost instead of any place.
    None where no way carries so many.
    """
    carried = np.minimum(carried, need)
    order = np.argsort(np.where(carried > 0, cost / np.maximum(carried, 1), NEVER), axis=0, kind="stable")
    ordered = np.take_along_axis(carried, order, axis=0)
    so_far = ordered.cumsum(axis=0)
    is_used = (so_far - ordered < need) & (ordered > 0)
    together = np.where(is_used, np.take_along_axis(cost, order, axis=0), 0.0).sum(axis=0)
    together = np.where(so_far[-1] >= need, together, NEVER)
    total = own + np.minimum(together, lifted)
    if not len(total) or total.min() >= NEVER:
        return None
    way = int(np.argmin(total))
    if lifted[way] <= together[way]:
        return way, [len(cost)]
    return way, order[is_used[:, way], way].tolist()
