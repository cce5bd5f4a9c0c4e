"""What a measurement must say of its day: when, how large a country, and how busy the machine was with other work."""

import time

_BUSY = 1.5  # load average from which times are another machine's


def conditions(before: float, scale: float) -> str:
    """The day, the country's size and how busy the machine was when the bench began; loudly where it was too busy."""
    said = f"{time.strftime('%d/%m/%Y')}, demo country at scale {scale:g}, load average {before:.1f} at the start."
    return f"{said} **Busy machine: a try, not a measurement.**" if before >= _BUSY else said
