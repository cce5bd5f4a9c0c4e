"""Problems: the sentence of an error, for the screen and for the terminal."""

from data.errors import TemisError
from pages.texts.words import Words


def said(problem: TemisError, words: Words) -> str:
    """What happened, where, and what to do, in the reader's language."""
    key = f"error.{problem.code}"
    return words(key, **problem.details) if key in words else words("error.unexpected")
