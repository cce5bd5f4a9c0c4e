"""Numbers as senders write them: 1.234,5 in Vietnamese, 1,234.5 in English; what may be either is not guessed."""

import re
from decimal import Decimal

_LONGEST = 40
_SIGNED = re.compile(r"([+-]?)([0-9][0-9., ]*|[.,][0-9]+)")
_GROUPS = r"[0-9]{1,3}(?:%s[0-9]{3})+"
_MARKS = ((".", ","), (",", "."), (" ", ","), (" ", "."))  # what parts the thousands, what parts the decimals
_FORMS = tuple(
    (thousands, decimal, re.compile(f"(?:[0-9]+|{_GROUPS % re.escape(thousands)})(?:{re.escape(decimal)}[0-9]+)?"))
    for thousands, decimal in _MARKS
)


def readings(text: str) -> set[Decimal]:
    """Every number a text may stand for: none for what is no number, two for 1.234; a percent sign is dropped."""
    written = text.removesuffix("%").strip().replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ")
    found = _SIGNED.fullmatch(written) if len(written) <= _LONGEST else None
    if not found:
        return set()
    sign, digits = found.groups()
    digits = f"0{digits}" if digits[0] in ".," else digits
    return {Decimal(sign + plain) for plain in _plain(digits)}


def _plain(digits: str) -> set[str]:
    plain = set()
    for thousands, decimal, form in _FORMS:
        if form.fullmatch(digits) and not (thousands in digits and digits.startswith("0")):  # 0.123 has no thousands
            plain.add(digits.replace(thousands, "").replace(decimal, "."))
    return plain
