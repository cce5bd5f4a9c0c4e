"""Raster: a vector picture as pixels, with the letters that ship with the dashboard and no others."""

from pages.figures import lettering, style

_WIDEST = 8000  # pixels; a picture wider than this is a slip, and would take gigabytes


def png(svg: str, *, width: int) -> bytes:
    """The picture as a PNG so many pixels wide, on white paper; ValueError for what is no picture or no width."""
    if not 0 < width <= _WIDEST:
        raise ValueError(f"a picture is 1 to {_WIDEST} pixels wide, not {width}")
    # Loading the renderer takes a while, and most visitors never ask for a picture.
    from resvg_py import svg_to_bytes

    return bytes(
        svg_to_bytes(
            svg_string=svg,
            width=width,
            background=style.PAPER,
            skip_system_fonts=True,
            font_files=lettering.files(),
            font_family=lettering.FAMILY,
            sans_serif_family=lettering.FAMILY,
            serif_family=lettering.SERIF,
        )
    )
