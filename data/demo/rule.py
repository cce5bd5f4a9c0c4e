"""The legal rule that makes one overall mark of the criteria (1 Chưa đạt to 4 Tốt)."""

import numpy as np

from data.demo.assumptions import KEY_CRITERIA
from data.demo.draw import Array


def overall(marks: Array, audience: str) -> Array:
    """Overall mark of each row of criterion marks: Thông tư 20/2018 for teachers, 14/2018 for managers."""
    criteria = marks.shape[1]
    keys = marks[:, np.array(KEY_CRITERIA[audience]) - 1].min(axis=1)
    least = marks.min(axis=1)
    two_thirds = criteria * 2 // 3
    is_good = (least >= 2) & ((marks >= 3).sum(axis=1) >= two_thirds) & (keys >= 3)
    is_excellent = (least >= 3) & ((marks == 4).sum(axis=1) >= two_thirds) & (keys == 4)
    reaches = least >= 2
    if audience == "manager":  # a principal may fail criteria that are not key, up to a third
        reaches = ((marks >= 2).sum(axis=1) >= two_thirds) & (keys >= 2)
    return np.where(is_excellent, 4, np.where(is_good, 3, np.where(reaches, 2, 1))).astype(np.uint8)
