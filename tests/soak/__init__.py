"""Many people at once through nginx, for a quarter of an hour: ``python -m tests.soak``."""
