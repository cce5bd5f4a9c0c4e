"""Wording: texts of senders as they are compared, without accents, case and punctuation."""

import re

from data.spelling import unaccented


def loose_key(text: str) -> str:
    """A text without accents, case and punctuation: tone marks are placed in two ways, some files have none."""
    return " ".join(re.sub(r"[\W_]+", " ", unaccented(text).casefold()).split())
