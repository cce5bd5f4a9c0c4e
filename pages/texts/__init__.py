"""Every word, number and date that a reader sees, in Vietnamese and in English."""

from pages.texts.words import LANGUAGES, Words

__all__ = ["LANGUAGES", "Words"]
