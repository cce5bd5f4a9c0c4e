"""Many people at once: processes behind nginx, offices of 63 provinces with time to think, and what they wait."""
