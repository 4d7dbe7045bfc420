"""The blocks of a text: paragraphs, list items and headings, each with what opened it.

In: the lines of a text. Out: `Block`s in order. A line end inside a block is a mere wrap; a line
end between blocks is meant. Never decides how blocks nest.
"""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from licensescan.documents.chains import first_link, links_of
from licensescan.documents.line_ends import Cutter, is_torn, single_spaced, wrap_width
from licensescan.documents.lines import Line, lines_of
from licensescan.documents.markers import Marker, Opening, opening_of


class Block(NamedTuple):
    """One paragraph, heading or list item.

    Attributes:
        start: First character of its own words, after the markers.
        end: One past the last.
        words: The characters between them.
        marker_start: Where the first marker begins; ``start`` if there is none.
        markers: Outermost first.
        indent: Columns before its first line's marker or words.
        gap: Whether an empty line stands before it; in a double-spaced text, more than one.
        hashes: Level of a markdown, HTML or underlined heading; 0 for none.
        emphasis: The marks of emphasis that opened it.
        bold: Whether emphasis holds all of it.
        lines: How many lines it has.
    """

    start: int
    end: int
    words: str
    marker_start: int
    markers: tuple[Marker, ...]
    indent: int
    gap: bool
    hashes: int
    emphasis: str
    bold: bool
    lines: int


_block = partial(tuple.__new__, Block)
"""Makes a block of a tuple in a third of the time that `Block` takes."""

_HTML_ITEM = Marker("<li>")


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text, in order."""
    lines = single_spaced(text, lines_of(text))
    openings = [_html_item(line) if line.bullet else opening_of(line.words) for line in lines]
    cutter = Cutter(wrap_width(lines, openings))
    carried = _Carried()
    blocks: list[Block] = []
    first = 0
    for at, line in enumerate(lines):
        if (
            at > first
            and cutter.cuts(lines[at - 1], line, openings[at], openings[first], at - first)
            and not (line.gap and is_torn(lines, openings, first, at))
        ):
            _close(text, lines[first:at], openings[first], carried, blocks)
            first = at
        if at == first:
            cutter.remember(openings[at], line)
    if lines:
        _close(text, lines[first:], openings[first], carried, blocks)
    return _with_first_items(text, blocks)


def _with_first_items(text: str, blocks: list[Block]) -> list[Block]:
    """Split the first item of a list off the paragraph that leads into it.

    As in "You may: (a) run it; and" above a line that begins with "(b)".
    """
    whole: list[Block] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        second = after.markers[-1] if after and after.markers else None
        link = first_link(text, block.start, block.end, second) if second else None
        if link is None:
            whole.append(block)
            continue
        words = text[block.start : link.start].rstrip()
        whole.append(block._replace(end=block.start + len(words), words=words))
        whole.append(
            block._replace(
                start=link.after,
                words=text[link.after : block.end],
                marker_start=link.start,
                markers=(link.marker,),
                indent=after.indent if after else block.indent,
                gap=False,
            )
        )
    return whole


class _Carried:
    """Markers that stood on a line of their own, and wait for their words."""

    __slots__ = ("indent", "markers", "start")

    def __init__(self) -> None:
        self.markers: tuple[Marker, ...] = ()
        self.start = self.indent = 0


def _html_item(line: Line) -> Opening:
    opening = opening_of(line.words)
    return Opening((_HTML_ITEM, *opening.markers), opening.rest, opening.emphasis)


def _close(
    text: str, lines: list[Line], opening: Opening, carried: _Carried, blocks: list[Block]
) -> None:
    """Make a block of lines, or keep their marker for the next where they hold nothing else."""
    first, last = lines[0], lines[-1]
    start = first.start + opening.rest
    markers = carried.markers + opening.markers
    marker_start = carried.start if carried.markers else first.start
    indent = carried.indent if carried.markers else first.indent
    if not markers and len(lines) > 1:
        indent = min(indent, lines[1].indent)  # only its first line is indented
    if start >= first.end and len(lines) > 1:
        start = lines[1].start
    if start >= last.end:
        if markers and len(markers) <= 4:
            carried.markers, carried.start, carried.indent = markers, marker_start, indent
        return
    carried.markers = ()
    start, end, bold = _inside_emphasis(text, start, last.end, opening.emphasis)
    words = text[start:end].rstrip()
    end = start + len(words)
    words = words.lstrip()
    start = end - len(words)
    if not words:
        return
    gap = first.gap or not blocks
    emphasis = opening.emphasis
    if markers:
        block = Block(
            start, end, words, marker_start, markers, indent, gap, first.hashes, emphasis, bold,
            len(lines),
        )  # fmt: skip
        blocks += _unchained(text, block)
    else:
        blocks.append(_block((
            start, end, words, start, (), indent, gap, first.hashes, emphasis, bold, len(lines),
        )))  # fmt: skip


def _unchained(text: str, block: Block) -> list[Block]:
    """Return the items of one list that share a paragraph, each as a block."""
    links = links_of(text, block.start, block.end, block.markers[-1])
    if not links:
        return [block]
    blocks: list[Block] = []
    for link in links:
        words = text[block.start : link.start].rstrip()
        blocks.append(block._replace(end=block.start + len(words), words=words))
        block = block._replace(
            start=link.after,
            words=text[link.after : block.end],
            marker_start=link.start,
            markers=(link.marker,),
            gap=False,
        )
    return [item for item in (*blocks, block) if item.words]


def _inside_emphasis(text: str, start: int, end: int, emphasis: str) -> tuple[int, int, bool]:
    """Return a span without the emphasis that holds all of it, and whether there is such."""
    if not emphasis:
        return start, end, False
    inner = end - len(emphasis)
    if inner <= start or text[inner:end] != emphasis or emphasis in text[start:inner]:
        return start, end, False
    return start, inner, emphasis in ("**", "__", "***")
