"""Audit: who opened and took what, when and with which choices, for whoever answers for the data."""

from pages.parts import audit, visiting

made = visiting.current()

if "audit" in made.viewer.screens:
    audit.page(made.words)
else:
    audit.closed(made.words)
