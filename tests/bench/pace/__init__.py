"""From a choice to everything repainted, on every screen: beside a bare rerun, with bytes and processor time."""
