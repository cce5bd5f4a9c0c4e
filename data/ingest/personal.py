"""Personal: a value that no list knows may be a person's, where columns have slipped; then it is not told whole.

Nothing is certain here, so whatever looks like a name, an identifier, an address or a birth date is masked: its sender
finds the cell by file, sheet and row.
"""

import re

from data.spelling import unaccented

# family names: the commonest, which two words already betray, and others that places begin with as well
_COMMONEST = re.compile("nguyen|tran|le|pham|huynh|phan|vo|dang|bui|do|ngo")
_OTHERS = re.compile(
    "hoang|vu|ho|duong|ly|dinh|doan|trinh|truong|mai|dao|cao|ha|luong|ta|to|thach|vuong|chu|quach|lu|lam|thai|chau|trieu|"
    "nong|hua|ma|giang|vi|sam|lo|quang|siu|dieu|kieu|tong|la|luu|phung|tang|nghiem|kim|danh|cam|vang|giap|an|on|khuat"
)
_LONG_NUMBER = re.compile(r"\d{9,}")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_MOST_WORDS = 6


def said(text: str) -> str:
    """The value as it may be told: as it stands, or each word's first letter alone where it may be a person's."""
    return " ".join(_veiled(word) for word in text.split()) if _may_be(text) else text


def _veiled(word: str) -> str:
    return word[0] + "•" * min(len(word) - 1, 4)


def _may_be(text: str) -> bool:
    if "@" in text or _LONG_NUMBER.search(re.sub(r"[\s.-]", "", text)) or _DAY.search(text):
        return True
    words = unaccented(text).casefold().split()
    if not 2 <= len(words) <= _MOST_WORDS or any(letter.isdigit() for letter in text):
        return False
    return bool(_COMMONEST.fullmatch(words[0]) or (len(words) > 2 and _OTHERS.fullmatch(words[0])))
