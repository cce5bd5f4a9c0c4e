"""Numbers as text: half-up rounding in exact arithmetic, separators of the language."""

from decimal import ROUND_HALF_UP, Decimal


def half_up(value: int | float | Decimal, digits: int) -> Decimal:
    """The value to so many decimals, a half going away from zero; a float counts as it is printed."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def percent_of(part: int, whole: int, digits: int) -> Decimal:
    """100 × part / whole, half up, by whole-number division: no binary fraction comes near a tie."""
    scale = 10 ** (digits + 2)
    sign = -1 if (part < 0) != (whole < 0) else 1
    part, whole = abs(part), abs(whole)
    return Decimal(sign * ((2 * part * scale + whole) // (2 * whole))).scaleb(-digits)


def written(value: Decimal, *, thousands: str, decimal: str, trim: bool = False) -> str:
    """Digits with the language's separators; ``trim`` drops trailing zeros after the decimal mark."""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    groups = f"{int(whole):,}".replace(",", thousands)
    fraction = fraction.rstrip("0") if trim else fraction
    sign = "-" if value < 0 and (int(whole) or fraction.strip("0")) else ""
    return f"{sign}{groups}{decimal}{fraction}" if fraction else f"{sign}{groups}"
