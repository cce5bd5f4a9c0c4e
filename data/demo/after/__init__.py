"""A small synthetic example of the school years after ETEP, in the 34 units and their communes.

Routine training (BDTX) has modules, cohorts and a register of its own; what the screens show of it must fit the same
data model. It is set aside: opened by whoever asks for it, never shown as the newest data.
"""

from datetime import date

from data.demo.after.assumptions import DATES, SCALE
from data.demo.after.land import Country, country
from data.demo.after.raw import export_at

__all__ = ["DATES", "SCALE", "Country", "country", "export_at", "snapshot_id"]


def snapshot_id(as_of: date) -> str:
    """Name of the example's snapshot of a date."""
    return f"bdtx-mo-phong-{as_of}"
