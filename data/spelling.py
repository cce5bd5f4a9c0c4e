"""Spelling: Vietnamese text without its marks, for English names, for search and for telling names apart."""

import unicodedata


def unaccented(text: str) -> str:
    """Text without diacritics, in the same case: Đắk Lắk becomes Dak Lak, however it was composed."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
