"""Data explorer: any fact by any two dimensions, with what is needed to check it and to take it away."""

from pages.parts import explorer

explorer.draw()
