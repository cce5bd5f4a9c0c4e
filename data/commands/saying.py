"""Saying: lines on the terminal in the language asked for, and a bar with the time that is left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from data.errors import TemisError
from pages.texts.problems import said
from pages.texts.words import Words

_BAR = "{desc} {percentage:3.0f}% |{bar:30}| {elapsed} < {remaining}"


def line(text: str = "") -> None:
    """One line on the terminal."""
    sys.stdout.write(f"{text}\n")


def problem(error: TemisError, words: Words) -> None:
    """What went wrong and what to do, apart from what was asked for."""
    sys.stderr.write(f"{said(error, words)}\n")


def table(rows: list[tuple[str, ...]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    for row in rows:
        line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@contextmanager
def bar(words: Words) -> Iterator[Callable[[str, float], None]]:
    """A function (step, share done) that moves one bar; where nobody watches, a line for each step instead."""
    watched = sys.stderr.isatty()
    with tqdm(total=1.0, bar_format=_BAR, disable=not watched, leave=False) as drawn:
        told: set[str] = set()

        def move(step: str, done: float) -> None:
            text = words(f"intake.doing.{step}") if f"intake.doing.{step}" in words else step
            drawn.set_description_str(text, refresh=False)
            drawn.update(max(0.0, done - drawn.n))
            if text and not watched and step not in told:
                told.add(step)
                sys.stderr.write(f"{done:4.0%}  {text}\n")

        yield move
