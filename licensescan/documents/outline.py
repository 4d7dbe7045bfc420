"""The outline of a text: its provisions, each with its section, headings and lead-ins.

In: a text as decoded, in any layout. Out: `Provision`s in the order of the text, which hold all its
words but markers and decoration, at offsets into the untouched text. Never says what a provision
does, and never fails: a text without structure is a row of paragraphs.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from licensescan.documents.blocks import Block, blocks_of
from licensescan.documents.headings import could_head, is_all_caps, is_titled, name_of, run_in
from licensescan.documents.inline import pieces_of
from licensescan.documents.layout import bare_item, bullet, heading, heading_style, paragraph
from licensescan.documents.leads import opens_list
from licensescan.documents.markers import Marker, follows
from licensescan.documents.nesting import Nest, Node
from licensescan.documents.numbering import Entry, number
from licensescan.documents.sentences import sentences

__all__ = ["Provision", "outline", "sentences"]


_SHORT = 40
"""Characters of a name in plain letters that ends with a stop: "License grant."."""


class Provision(NamedTuple):
    """One unit of text that reads on its own: a paragraph, a heading, or one list item.

    Attributes:
        start: First character of its own words, after marker, bullet or ``#``.
        end: One past the last, trailing white space excluded.
        section: Label as a lawyer would cite it, such as ``1.b.v``, ``2.8``, ``Attachment A.3``,
            ``preamble``; the heading where nothing is numbered. An item of a list without
            numbers, or within a paragraph, has the label of what it stands in.
        heading: Text of the innermost heading that it stands under, or that runs in before it;
            its own for a heading; empty if there is none.
        headings: Outermost to innermost.
        kind: ``paragraph``, ``item`` or ``heading``. What a lead-in governs is an ``item``,
            however short, unless it is but the name of a list below it, which that lead-in
            governs in its place ("I. Weapons" above "a. Making …").
        lead_ins: Spans of the sentences that distribute over it, outermost first.
        depth: How many sections, headings and lists it stands in.
        start_of_marker: Where its marker begins; ``start`` if it has none.
    """

    start: int
    end: int
    section: str
    heading: str
    headings: tuple[str, ...]
    kind: str
    lead_ins: tuple[tuple[int, int], ...]
    depth: int
    start_of_marker: int


_provision = partial(tuple.__new__, Provision)
"""Makes a provision of a tuple in a third of the time that `Provision` takes."""


def outline(text: str) -> tuple[Provision, ...]:
    """Return the provisions of a text, in order and without overlap.

    A paragraph that enumerates ("You shall not: (i) …; (ii) …") is several provisions: its
    lead-in, the items, and the sentences after them.

    Args:
        text: As decoded, line ends untouched.
    """
    blocks = blocks_of(text)
    numbers = _next_numbers(blocks)
    nest = Nest(text)
    provisions: list[Provision] = []
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        node, kind = _place(nest, block, before, after, numbers[at])
        _write(nest, block, node, kind, provisions)
    return tuple(provisions)


def _next_numbers(blocks: list[Block]) -> list[Marker | None]:
    """Return for each block the next marker with a number below it."""
    numbers: list[Marker | None] = []
    below: Marker | None = None
    for block in reversed(blocks):
        numbers.append(below)
        if block.markers:
            below = next((marker for marker in block.markers if not marker.is_bullet), below)
    numbers.reverse()
    return numbers


def _place(
    nest: Nest, block: Block, before: Block | None, after: Block | None, below: Marker | None
) -> tuple[Node, str]:
    """Return the node that a block opens or belongs to, and its kind of provision."""
    found = None
    if block.markers:
        found = run_in(block.words, numbered=True)
        node = _marked(nest, block, below, found)
        kind = _kind_of_marked(block, node, after)
    elif style := heading_style(block, before, after, nest):
        node, kind = heading(nest, block, style, after, below), "heading"
    elif item := bare_item(nest, block, after, before):
        node, kind = item, "item"
    else:
        node, kind = paragraph(nest, block, below), "paragraph"
    if kind == "heading":
        node.heading = (block.start, block.end)
        node.name = name_of(block.words)
    else:
        if not block.markers and node.style == "run-in":
            found = run_in(block.words, numbered=False)
        if found:
            node.name = name_of(block.words[found[0] : found[1]])
    node.text = (block.start, block.end)
    node.is_heading = kind == "heading"
    return node, kind


def _marked(
    nest: Nest, block: Block, below: Marker | None, run_in_heading: tuple[int, int] | None
) -> Node:
    node = nest.top
    heads = run_in_heading is not None or could_head(block.words)
    for place, marker in enumerate(block.markers):
        if marker.is_bullet:
            node = bullet(nest, marker, block)
        else:
            indent = block.indent + 2 * place
            whole = block.words[0].isupper() and block.words[-1] == "."
            small = block.words[0].islower()
            entry = Entry(marker, indent, block.hashes, heads, below, whole, small)
            node = number(nest, entry)
    return node


def _kind_of_marked(block: Block, node: Node, after: Block | None) -> str:
    marked_up = block.hashes or block.bold
    of_list = node.lead_ins and not (marked_up or block.markers[-1].is_section)
    if node.is_led or of_list:
        return "heading" if node.is_led and _names_list(block, after) else "item"
    heads = marked_up or (block.lines <= 2 and _names(block, after))
    if heads and node.kind != "bullet" and not _followed_by_sibling(block, after):
        return "heading"
    if node.is_list or node.lead_ins:
        return "item"
    return "paragraph"


def _names_list(block: Block, after: Block | None) -> bool:
    """Whether an item is but the name of the list below it: "I. Weapons" above "a. Making …".

    One that leads into that list, or that may be read as an item in itself, is no name.
    """
    below = after.markers[0] if after and after.markers else None
    if below is None or after is None or block.lines > 2 or not is_titled(block.words):
        return False
    if not could_head(block.words) or block.words[-1] in ".:!" or opens_list(block.words):
        return False
    own = block.markers[-1]
    if below.is_bullet or own.is_bullet:
        return after.indent > block.indent + 1 if own.is_bullet else below.is_bullet
    return (below.opens and below.style != own.style) or _restarts(below, own)


def _restarts(below: Marker, own: Marker) -> bool:
    """Whether a list of one style begins within another of it: "a." below "I."."""
    families = {family for family, _ in own.readings}
    return any(value == 1 and family not in families for family, value in below.readings)


def _names(block: Block, after: Block | None) -> bool:
    """Whether a short numbered text names what stands below it."""
    if could_head(block.words):
        return True
    below = after is not None and bool(after.markers)
    return below and len(block.words) <= _SHORT and could_head(block.words.rstrip("."))


def _followed_by_sibling(block: Block, after: Block | None) -> bool:
    """Whether nothing stands below a short numbered text, which makes it no heading."""
    if after is None:
        return True
    if block.hashes or block.bold or is_all_caps(block.words):
        return False
    return bool(after.markers) and follows(after.markers[0], block.markers[-1])


def _write(nest: Nest, block: Block, node: Node, kind: str, provisions: list[Provision]) -> None:
    """Add the provisions that a block holds."""
    names, depth = _path(node)
    heading = names[-1] if names else ""
    section = node.label or (heading if nest.begun else "") or "preamble"
    pieces = pieces_of(nest.text, block.start, block.end) if kind != "heading" else ()
    if len(pieces) < 2:
        provisions.append(
            _provision((
                block.start, block.end, section, heading, names, kind, node.lead_ins, depth,
                block.marker_start,
            ))
        )  # fmt: skip
        return
    for place, piece in enumerate(pieces):
        provisions.append(
            Provision(
                piece.start, piece.end, section, heading, names,
                "item" if piece.is_item else kind,
                node.lead_ins + piece.lead_ins, depth + len(piece.lead_ins),
                block.marker_start if place == 0 else piece.marker_start,
            )
        )  # fmt: skip


def _path(node: Node) -> tuple[tuple[str, ...], int]:
    names: tuple[str, ...] = ()
    depth = -1
    above: Node | None = node
    while above is not None:
        if above.name:
            names = (above.name, *names)
        if above.kind != "title":
            depth += 1
        above = above.parent
    return names, max(depth, 0)
