"""Stretches: a paper's blocks by the direction of the pages they stand on, with the place of its signature."""

from dataclasses import dataclass

from pages.papers import layout
from pages.papers.blocks import Block, PageBreak, Paper, Signature, Turn


@dataclass(frozen=True)
class Stretch:
    """Pages of one direction and what stands on them; no block of it turns the page."""

    is_landscape: bool
    blocks: tuple[Block, ...]

    @property
    def width(self) -> float:
        """Millimetres between the margins."""
        return layout.text_width(is_landscape=self.is_landscape)


def of(paper: Paper) -> list[Stretch]:
    """At least one stretch; pages that nothing would stand on are left out, also those that a break would leave empty.

    A paper with a head that does not say where it is signed is signed at its end.
    """
    held: list[tuple[bool, list[Block]]] = [(False, [])]
    for block in _signed(paper):
        is_landscape, blocks = held[-1]
        if isinstance(block, Turn):
            if block.is_landscape != is_landscape:
                held.append((block.is_landscape, []))
        elif not isinstance(block, PageBreak) or (blocks and not isinstance(blocks[-1], PageBreak)):
            blocks.append(block)
    stretches = [Stretch(is_landscape, _without_last_break(blocks)) for is_landscape, blocks in held if blocks]
    return stretches or [Stretch(False, ())]


def _without_last_break(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(blocks[:-1] if isinstance(blocks[-1], PageBreak) else blocks)


def _signed(paper: Paper) -> tuple[Block, ...]:
    if paper.head is None:
        return tuple(block for block in paper.blocks if not isinstance(block, Signature))
    if any(isinstance(block, Signature) for block in paper.blocks):
        return paper.blocks
    return (*paper.blocks, Signature())
