"""Guide: three written paths from opening to answer, and what the words and symbols mean."""

from pages.parts import guide, shell, view

made = view.current()

shell.heading(made.words("guide.finding"))
shell.choices("province")
shell.aggregates_only()

guide.paths(made)
guide.about(made)
