"""From a filter's change to the painted map: ours, the stock ways, and a bare rerun, in one run and one browser."""
