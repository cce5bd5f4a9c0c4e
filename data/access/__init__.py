"""Who is asking, what they may load, and why: pure rules, decided once, when the store opens.

``viewer_of`` makes a viewer of a request, ``scope_of`` says what the viewer's store may hold, its reason and its key.
"""

from data.access.door import viewer_of
from data.access.scope import Scope
from data.access.viewers import (
    AT_THE_TERMINAL,
    OPEN_KINDS,
    OPERATOR_SCREENS,
    ROLES,
    SCREENS,
    Data,
    Viewer,
    has_schools,
    may_keep_notes,
    may_open,
    scope_of,
    sees_senders,
    viewer,
)

__all__ = [
    "AT_THE_TERMINAL",
    "OPEN_KINDS",
    "OPERATOR_SCREENS",
    "ROLES",
    "SCREENS",
    "Data",
    "Scope",
    "Viewer",
    "has_schools",
    "may_keep_notes",
    "may_open",
    "scope_of",
    "sees_senders",
    "viewer",
    "viewer_of",
]
