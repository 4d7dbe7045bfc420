"""Items that follow each other in the paragraph of the first: "(a) sell it; (b) lend it; or".

In: a stretch of a text and the marker before it. Out: where the next items of the same list begin.
Leaves alone the lists that begin within the stretch, and references ("as in (b)").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from licensescan.documents.markers import Marker, follows, readings_of


class Link(NamedTuple):
    """An item that begins within a paragraph.

    Attributes:
        start: Where its marker begins.
        after: First character after its marker and white space.
        marker: Its marker.
    """

    start: int
    after: int
    marker: Marker


_NEXT = re.compile(
    r"(?<=[;,.:dr])\s+(?:\(([a-zA-Z]{1,2}|\d{1,2}|[ivxIVX]{1,5})\)|([a-z]|\d{1,2}|[ivx]{1,5})\))\s+"
)
_FIRSTS = ("a", "i", "1", "A", "I")
_BOUNDARY = re.compile(r"(?:[;,.:]|\b(?:and|or))$")


def links_of(text: str, start: int, end: int, marker: Marker) -> list[Link]:
    """Return the items that follow a bracketed one within its paragraph, in order."""
    links: list[Link] = []
    if marker.style not in ("()", ")") or text.find(")", start, end) < 0:
        return links
    for found in _NEXT.finditer(text, start, end):
        written = found[1] or found[2]
        style = "()" if found[1] else ")"
        after = Marker(style, readings_of(written), written)
        if not follows(after, marker) or found.end() >= end:
            continue
        if not _BOUNDARY.search(text, max(start, found.start() - 4), found.start()):
            continue
        at = found.end(1) + 1 - len(written) - 2 if found[1] else found.start(2)
        links.append(Link(at, found.end(), after))
        marker = after
    return links


def first_link(text: str, start: int, end: int, second: Marker) -> Link | None:
    """Return where the first item of a list begins within the paragraph above its second.

    Args:
        text: The whole text.
        start: Where the paragraph begins.
        end: Where it ends.
        second: Marker of the second item, which stands below the paragraph.
    """
    if second.style != "()" or not any(value == 2 for _, value in second.readings):
        return None
    for written in _FIRSTS:
        first = Marker("()", readings_of(written), written)
        at = text.rfind(f": ({written}) ", start, end) if follows(second, first) else -1
        if at >= 0:
            return Link(at + 2, at + len(written) + 5, first)
    return None
