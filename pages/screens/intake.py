"""Intake: files as they came become a published snapshot, step by step, or an account of why not."""

from pages.parts import intake, visiting

made = visiting.current()

if "intake" in made.viewer.screens:
    intake.page(made.words)
else:
    intake.closed(made.viewer, made.words)
