"""Where numbered sections and items belong.

In: a `Nest` and a marker with a number. Out: the `Node` that it opens, with its label. Numbers are
told by their sequence first and by their indentation second, for licences are wrapped and copied
until only one of the two is left. Never looks at what a text says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from licensescan.documents.leads import announces_conditions, opens_sections
from licensescan.documents.markers import Marker, follows
from licensescan.documents.nesting import Nest, Node

Reading = tuple[str, int]


class Entry(NamedTuple):
    """A marker as it stands in the text.

    Attributes:
        marker: With a number.
        indent: Columns before it.
        rank: Level of the markdown heading that it opens; 0 for none.
        heads: Whether a heading follows it at once.
        below: The next number further down.
        whole: Whether a sentence that stands alone follows it.
        small: Whether small letters follow it, so that its words go on with what leads in.
    """

    marker: Marker
    indent: int
    rank: int = 0
    heads: bool = False
    below: Marker | None = None
    whole: bool = False
    small: bool = False

    def siblings(self, nest: Nest) -> Iterator[Node]:
        """Yield the open items of its style and rank, from the innermost."""
        style, rank = self.marker.style, self.rank
        for node in reversed(nest.open):
            if node.style == style and not (rank and node.rank and rank != node.rank):
                yield node

    def aligns(self, node: Node) -> bool:
        """Whether it stands at the indentation of an open item."""
        return abs(node.indent - self.indent) <= 1


def number(nest: Nest, entry: Entry) -> Node:
    """Open the section or item that a numbered marker stands for."""
    nest.numbered = True
    if entry.marker.style == "annex":
        return _annex(nest, entry)
    if entry.marker.numbers:
        return _multi(nest, entry)
    found = _predecessor(nest, entry)
    if found is not None:
        return _follow(nest, entry, *found)
    found = _repeated(nest, entry) if entry.marker.opens else _skipped(nest, entry)
    if found is not None:
        return _follow(nest, entry, *found)
    closed = None if entry.marker.opens else _closed_predecessor(nest, entry)
    if closed is not None:
        parent, last, reading = closed
        nest.close_to(parent)
        return _open(nest, entry, reading, last)
    _close_for_first(nest, entry)
    return _open(nest, entry, None, None)


def _annex(nest: Nest, entry: Entry) -> Node:
    nest.close_to(nest.base)
    node = Node(nest.top, "annex", "annex", entry.indent, entry.rank)
    node.label = node.number = entry.marker.label
    node.lead_ins = ()
    return nest.push(node)


def _multi(nest: Nest, entry: Entry) -> Node:
    """Open 2.3.1 within 2.3, or within 2, or within what holds no numbers."""
    marker = entry.marker
    lead = None
    while not _holds(nest.top, marker):
        sibling = len(nest.top.numbers) == len(marker.numbers)
        lead = nest.top.lead_ins if sibling else None
        nest.close_top()
    node = Node(nest.top, "section", marker.style, entry.indent, entry.rank)
    node.numbers = marker.numbers
    node.label = node.number = _unique(nest, nest.top, marker.label, marker.numbers)
    node.lead_ins = nest.list_lead(nest.top, marker) if lead is None else lead
    return nest.push(node)


def _holds(node: Node, marker: Marker) -> bool:
    """Whether a section of several numbers stands directly within a node."""
    size = len(node.numbers)
    if size:
        return size < len(marker.numbers) and marker.numbers[:size] == node.numbers
    if node.kind in ("root", "title", "annex"):
        return True
    return node.holds_numbers


def _predecessor(nest: Nest, entry: Entry) -> tuple[Node, Reading] | None:
    """Return the open item that a marker follows, and the reading that makes it follow."""
    found: tuple[Node, Reading] | None = None
    best = (False, False)
    for node in entry.siblings(nest):
        for family, value in entry.marker.readings:
            if (family, value - 1) in node.readings:
                fit = (entry.aligns(node), entry.heads == node.heads)
                if found is None or fit > best:
                    found, best = (node, (family, value)), fit
    if found and entry.marker.opens and found[0] is nest.top:
        # Deeper than "(h) …:", an "(i)" begins a list.
        return None if entry.indent > nest.top.indent + 1 else found
    return found


def _skipped(nest: Nest, entry: Entry) -> tuple[Node, Reading] | None:
    """Return the open item of the same list where numbers are left out between the two."""
    for node in entry.siblings(nest):
        if entry.indent > node.indent + 1:
            continue
        families = dict(node.readings)
        for family, value in entry.marker.readings:
            if family in families and (value > families[family] or entry.aligns(node)):
                return node, (family, value)
    return None


def _repeated(nest: Nest, entry: Entry) -> tuple[Node, Reading] | None:
    """Return the item before in a list whose numbers are all the same: 1. 1. 1.

    A list that begins anew at the place of another closes that one.
    """
    for node in entry.siblings(nest):
        if not entry.aligns(node) or node.rank > entry.rank:
            continue
        if node is nest.top and nest.leads(node):
            return None
        families = dict(node.readings)
        firsts = [reading for reading in entry.marker.readings if reading[1] == 1]
        reading = next((reading for reading in firsts if reading[0] in families), None)
        if reading is None or node.parent is None:
            continue
        if reading in node.readings and reading[0] == "decimal":
            if node is not nest.top and nest.top.indent > entry.indent:
                return node, reading
            if node is nest.top:
                goes_on = entry.below is not None and follows(entry.below, entry.marker)
                return None if goes_on else (node, reading)
        nest.close_to(node.parent)
        return None
    return None


def _closed_predecessor(nest: Nest, entry: Entry) -> tuple[Node, Node, Reading] | None:
    """Return the last item of a list that a paragraph interrupted, and what it stood in."""
    for node in reversed(nest.open):
        closed = node.closed
        if closed is None or closed.style != entry.marker.style:
            continue
        for family, value in entry.marker.readings:
            if (family, value - 1) in closed.readings:
                return node, closed, (family, value)
    return None


def _close_for_first(nest: Nest, entry: Entry) -> None:
    """Close what cannot hold the first item of a list, such as deeper bullets."""
    key = entry.marker.style in ("key", "article", "han")
    while nest.top.kind not in ("root", "annex"):
        top = nest.top
        outranked = entry.rank and (top.rank >= entry.rank or _is_merely_bold(top))
        deeper = top.kind == "bullet" and top.indent >= entry.indent
        level = entry.marker.is_section and top.style == "run-in" and entry.indent <= top.indent
        looser = (key and top.kind in ("item", "bullet")) or (level and not nest.leads(top))
        if not (outranked or deeper or looser):
            return
        nest.close_top()
        if outranked and not top.rank:
            nest.top.text = None  # it led into what the heading closed


def _is_merely_bold(node: Node) -> bool:
    """Whether it is what a markdown heading closes: a heading or list without such a mark."""
    bold = node.kind == "heading" and node.style.startswith(("bold", "plain", "run-in"))
    return not node.rank and (bold or node.is_list)


def _follow(nest: Nest, entry: Entry, node: Node, reading: Reading) -> Node:
    """Open the item that comes after another in its list."""
    nest.close_to(node)
    nest.close_top()
    if (reading[0], reading[1] - 1) in node.readings:
        node.readings = ((reading[0], reading[1] - 1),)
    return _open(nest, entry, reading, node)


def _open(nest: Nest, entry: Entry, reading: Reading | None, before: Node | None) -> Node:
    """Open an item in the innermost node.

    Args:
        nest: What is open.
        entry: The item's marker.
        reading: How to read its number; None where it is the first of its list.
        before: The item before it in its list.
    """
    marker, parent = entry.marker, nest.top
    firsts = tuple(reading for reading in marker.readings if reading[1] == 1)
    readings = (reading,) if reading else firsts or marker.readings
    decimal = readings[0][0] == "decimal" or marker.style.startswith("key")
    rank = entry.rank or (before.rank if before else 0)
    lead_ins = (
        before.lead_ins if before else nest.list_lead(parent, marker, entry.whole, entry.small)
    )
    led = len(lead_ins) > len(parent.lead_ins) and not rank
    announced = before.announced if before else not led and _is_announced(nest, entry)
    kind = "section" if decimal and not (led or announced) else "item"
    node = Node(parent, kind, marker.style, entry.indent, rank)
    node.announced = announced
    node.heads = entry.heads
    node.readings = readings
    value = readings[0][1]
    node.ordinal = max(value, before.ordinal + 1) if before else value
    node.lead_ins = lead_ins
    _label(nest, node, marker, before)
    return nest.push(node)


def _is_announced(nest: Nest, entry: Entry) -> bool:
    """Whether the text above a list announces its sentences as conditions."""
    above = nest.top
    if not entry.whole or above.text is None or above.is_heading:
        return False
    words = nest.text[above.text[0] : above.text[1]]
    return announces_conditions(words) and opens_sections(words)


def _label(nest: Nest, node: Node, marker: Marker, before: Node | None) -> None:
    """Give a numbered node its label: "1.b.v", "Attachment A.3", "Prohibited Uses 1"."""
    parent = nest.top
    own = marker.label
    if node.readings[0][0] == "decimal" and own.isdigit():
        own = str(node.ordinal)
    if parent.number and not parent.holds_numbers:
        node.label = f"{parent.number}.{own}"
    elif before and parent.label and before.label.startswith(parent.label):
        node.label = f"{parent.label} {own}"
    else:
        node.label = _unique(nest, parent, own, is_item=node.kind == "item")
    node.number = node.label
    letter = len(own) == 1 and own.isupper() and not parent.number
    if (own.isdigit() or letter) and parent.kind != "annex":
        node.numbers = (*parent.numbers, own)


def _unique(
    nest: Nest, parent: Node, label: str, numbers: tuple[str, ...] = (), is_item: bool = False
) -> str:
    """Return a label with the name of what holds it, where the same was given before.

    The items of a list leave their numbers to the sections that come after it.
    """
    given = label in nest.used or (is_item and label in nest.listed)
    if parent.kind == "annex":
        label = f"{parent.label}.{label}"
    elif given and parent.label and len(nest.used | nest.listed) > 1:
        size = len(parent.numbers)
        inner = 0 < size < len(numbers) and numbers[:size] == parent.numbers
        label = ".".join((parent.label, *numbers[size:])) if inner else f"{parent.label} {label}"
    (nest.listed if is_item else nest.used).add(label)
    return label
