"""One script a screen, run by the front door alone."""
