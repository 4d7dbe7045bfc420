"""What is open at a point of a text: the section, the list in it, the item of the list.

In: nodes as they open. Out: the `Nest` that holds them, from the whole text to the innermost item,
and the lead-ins that a new list takes. Never decides where a block belongs.
"""

from __future__ import annotations

from licensescan.documents.leads import (
    announces,
    announces_conditions,
    governs,
    is_open,
    opens_list,
    opens_sections,
    refers_back,
)
from licensescan.documents.markers import Marker
from licensescan.documents.sentences import last_sentence

_DEEPEST = 40
"""Levels that are told apart; no licence has ten."""

Span = tuple[int, int]


class Node:
    """A heading, section or list item that is open.

    Attributes:
        parent: None for the whole text.
        kind: root, title, heading, annex, section, item or bullet.
        style: Of its marker, or of its heading.
        readings: As of its marker; of the reading that fits the sequence, once that is known.
        ordinal: Its place in its list, where items of one number follow each other.
        indent: Columns before it.
        rank: Level of a markdown heading; 0 for none.
        label: As a lawyer would cite it.
        number: The numbered part of the label; empty outside of numbered sections.
        name: Text of its heading; empty for none.
        lead_ins: Of the list that it is an item of, outermost first.
        heading: Span of the block that is its heading; None for none.
        text: Span of the last text directly in it, which may lead into a list.
        is_heading: Whether that text is a heading.
        heads: Whether a heading follows its marker at once.
        closed: The last item of the last list in it that was closed.
        announced: Whether it is an item of a list that a lead-in announces but does not govern.
    """

    __slots__ = (
        "announced", "closed", "heading", "heads", "indent", "is_heading", "kind", "label", "lead_ins", "name", "number",
        "numbers", "ordinal", "parent", "rank", "readings", "style", "text",
    )  # fmt: skip

    def __init__(
        self, parent: Node | None, kind: str, style: str = "", indent: int = 0, rank: int = 0
    ) -> None:
        self.parent = parent
        self.kind = kind
        self.style = style
        self.indent = indent
        self.rank = rank
        self.readings: tuple[tuple[str, int], ...] = ()
        self.numbers: tuple[str, ...] = ()
        self.ordinal = 1
        self.label: str = parent.label if parent else ""
        self.number: str = parent.number if parent else ""
        self.name = ""
        self.lead_ins: tuple[Span, ...] = parent.lead_ins if parent else ()
        self.text: Span | None = None
        self.heading: Span | None = None
        self.is_heading = self.heads = self.announced = False
        self.closed: Node | None = None

    @property
    def is_list(self) -> bool:
        """Whether it is an item of a list, rather than a section or heading."""
        return self.kind in ("item", "bullet")

    @property
    def holds_numbers(self) -> bool:
        """Whether its label is no part of the numbers in it: a heading, an Article III."""
        if self.kind in ("root", "title", "heading"):
            return not self.number
        return self.style.startswith("key") and not self.numbers

    @property
    def is_led(self) -> bool:
        """Whether it is an item of a list with a lead-in of its own."""
        if self.parent is None:
            return False
        return self.announced or len(self.lead_ins) > len(self.parent.lead_ins)


class Nest:
    """What is open at one point of a text, from the whole of it to the innermost item.

    Attributes:
        text: The whole text, untouched.
        open: From the whole text to the innermost node.
        top: The innermost node that is open.
        used: Labels that sections were given.
        listed: Labels that items were given.
        numbered: Whether a number opened anything.
    """

    def __init__(self, text: str) -> None:
        """Begin with nothing open.

        Args:
            text: The whole text, untouched.
        """
        self.text = text
        self.open: list[Node] = [Node(None, "root")]
        self.top = self.open[0]
        self.used: set[str] = set()
        self.listed: set[str] = set()
        self.numbered = False

    @property
    def begun(self) -> bool:
        """Whether a section or an item has a label."""
        return bool(self.used or self.listed)

    def close_to(self, node: Node) -> None:
        """Close all that is open within a node."""
        while self.open[-1] is not node:
            closed = self.open.pop()
            if closed.is_list:
                self.open[-1].closed = closed
        self.top = node

    def close_top(self) -> None:
        """Close the innermost node."""
        self.close_to(self.open[-2])

    @property
    def base(self) -> Node:
        """The title where there is one, else the whole text."""
        titled = len(self.open) > 1 and self.open[1].kind == "title"
        return self.open[1] if titled else self.open[0]

    def leads(self, node: Node) -> bool:
        """Whether the text in a node goes on in what comes next.

        An item without a full stop is merely one of a list; a list of its own needs a colon.
        """
        if node.text is None or node.is_heading:
            return False
        words = self.text[node.text[0] : node.text[1]]
        return opens_list(words) if node.is_led else is_open(words)

    def push(self, node: Node) -> Node:
        """Open a node within the innermost one; below the deepest level, beside it."""
        if len(self.open) >= _DEEPEST:
            self.close_top()
            node.parent = self.top
            node.lead_ins = node.lead_ins[:_DEEPEST]
        self.open.append(node)
        self.top = node
        return node

    def list_lead(
        self, parent: Node, marker: Marker | None, whole: bool = False, small: bool = False
    ) -> tuple[Span, ...]:
        """Return the lead-ins of a list that opens in a node: its own, then what stands above it.

        Args:
            parent: What the list stands in.
            marker: Of its first item; None where items have none.
            whole: Whether its first item is a sentence that stands alone.
            small: Whether its first item begins in small letters.
        """
        if parent.text is None:
            return parent.lead_ins
        start, end = parent.text
        words = self.text[start:end]
        sections = marker is not None and marker.is_section
        if parent.is_heading:
            leads = governs(words, sections) and not (marker and marker.numbers)
        elif sections and not small:
            leads = opens_sections(words) and not (whole and announces_conditions(words))
        else:
            loose = marker is None or marker.is_bullet
            leads = is_open(words) or (loose and announces(words))
        if not leads:
            return parent.lead_ins
        lead = last_sentence(self.text, start, end)
        over = self._heading_over(parent) if refers_back(self.text[lead[0] : lead[1]]) else None
        return (*parent.lead_ins, over, lead) if over else (*parent.lead_ins, lead)

    def _heading_over(self, node: Node) -> Span | None:
        """Return the heading that a paragraph refers to: "No Weapons / This includes …"."""
        span = node.heading
        if span is None or span in node.lead_ins or not governs(self.text[span[0] : span[1]], True):
            return None
        return span
