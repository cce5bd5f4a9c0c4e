"""Vector: elements of an SVG as text, with whatever is written into them escaped."""

from collections.abc import Iterable, Sequence

from markupsafe import escape

from pages.figures import lettering, style


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """One element around what is inside it, which must be markup; ``stroke_width`` becomes ``stroke-width``."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{_value(held)}"' for key, held in attributes.items())
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def text(said: str, x: float, y: float, /, *, size: float, colour: str = style.INK, **attributes: object) -> str:
    """A line of text on its base line."""
    return tag("text", str(escape(said)), x=x, y=y, font_size=size, fill=colour, **attributes)


def lines(
    told: Iterable[str], x: float, y: float, *, size: float, most: float, weight: int = 400, colour: str = style.INK
) -> tuple[str, float]:
    """Paragraphs broken at ``most`` from the top ``y`` on, and where they end."""
    made = []
    for line in (line for each in told for line in lettering.broken(each, most, size=size, weight=weight)):
        made.append(text(line, x, y + size, size=size, colour=colour, font_weight=weight))
        y += size * 1.35
    return "".join(made), y


def sheet(content: str, *, box: Sequence[float], width: float, label: str) -> str:
    """A whole picture ``width`` wide on white paper; ``box`` is its own x, y, width and height."""
    height = width * box[3] / box[2]
    ground = tag("rect", x=box[0], y=box[1], width=box[2], height=box[3], fill=style.PAPER)
    return tag(
        "svg",
        tag("title", str(escape(label))) + ground + content,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        width=width,
        height=height,
        viewBox=" ".join(_value(each) for each in box),
        font_family=style.FONT,
    )


def _value(held: object) -> str:
    """As an attribute: numbers with two decimals at most, so that the same drawing is the same bytes."""
    if isinstance(held, float):
        return f"{held:.2f}".rstrip("0").rstrip(".")
    return str(escape(held))
