"""Where headings, bullets and paragraphs without a number belong.

In: a `Nest` and the next block without a number. Out: the `Node` that the block opens or belongs
to. Decides by mark-up, indentation and the words around; numbers are none of its business.
"""

from __future__ import annotations

import re

from licensescan.documents.blocks import Block
from licensescan.documents.headings import (
    breaks_off,
    could_head,
    is_all_caps,
    is_titled,
    name_of,
    run_in,
)
from licensescan.documents.leads import distributes
from licensescan.documents.markers import Marker
from licensescan.documents.nesting import Nest, Node

_LONGEST_HASHED = 200
_LONGEST_ABOVE_LINE = 80
"""Characters that a paragraph has more than, which a line right above it is the heading of."""
_ORDER = ("caps", "bold", "title", "plain")
"""Looks of headings; each stands above those after it."""
# Lines at the head of a text that tell about it.
_ABOUT = re.compile(
    r"(?:version|attribution notice|last (?:modified|updated|revised)|effective|revised|date[ds]?|"
    r"copyright(?! (?:and|notice|licen[cs]e|grant|policy|ownership|infringement)\b)|©|\(c\)|"
    r"release)\b(?=.)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\)?$")
# What the opening part of a text is called, never the text itself.
_NO_TITLE = re.compile(
    r"(?:preamble|abstract|introduction|background|definitions?|purpose|overview|summary|scope|"
    r"notices?|terms and conditions)\W*",
    re.IGNORECASE,
)
_LONGEST_ABOVE = 400
"""Characters above a title: who made the work and when, where it comes from."""
_OPERATIVE = re.compile(r"\b(?:may|must|shall|will|agree|granted|permitted|prohibited)\b")
# "END OF TERMS AND CONDITIONS": what stands below it is in none of the sections above.
_END = re.compile(
    r"[^\w]{0,6}(?:the )?end of (?:the |this |these )?(?:\w+ ){0,3}(?:terms|conditions|licen[cs]e|"
    r"agreement|policy|document|text)\W{0,6}$",
    re.IGNORECASE,
)
_LONGEST_FIRST = 600
_LONGEST_ITEM = 1500
"""Characters of an item without marker, of the first in its list and of the others."""
_ITEM_END = re.compile(r"(?:[;,]|[;,.]?\s(?:and|or|and/or))$")
_SUBJECT = re.compile(
    r"(?:you|we|the|this|these|if|any|each|all|no|in|by|for purposes|subject|except|unless|nothing|"
    r"it|our|your|licensee|licensor|notwithstanding|upon|when|where|as)\b|[\"“']",
    re.IGNORECASE,
)


def heading_style(block: Block, before: Block | None, after: Block | None, nest: Nest) -> str:
    """Return how a block without marker is a heading: "#2", "bold", …; empty if it is none."""
    words = block.words
    if block.hashes:
        return f"#{block.hashes}" if len(words) <= _LONGEST_HASHED else ""
    first = nest.top.kind == "root" and nest.top.text is None
    if _END.match(words):
        return ""
    if block.lines > 2 or (_is_about(words) and not (first and words[-1:].isdigit())):
        return ""
    if block.bold:
        return "bold" if len(words) <= _LONGEST_HASHED else ""
    if not could_head(words) or breaks_off(words):
        return ""
    return _plain_style(block, before, after, nest)


def _plain_style(block: Block, before: Block | None, after: Block | None, nest: Nest) -> str:
    """Return how a heading without mark-up looks; empty if it stands where no heading does."""
    words = block.words
    caps = is_all_caps(words)
    if nest.top.style == "indented" and not (caps or block.gap) and nest.top.indent == block.indent:
        return ""
    if nest.leads(nest.top) and not (caps and after and not _same_look(block, after)):
        return ""
    if caps:
        return "caps"
    if after is None or _goes_on_small(after):
        return ""
    if not block.gap:
        if before and _below_sentence(block, before, after):
            return "title"
        return "plain" if _above_line(block, after) else ""
    if is_titled(words):
        return "title"
    longer = len(after.words) > len(words) or bool(after.markers)
    return "plain" if after.gap and longer else ""


def _is_about(words: str) -> bool:
    """Whether a paragraph tells about the text: "Version 2", "Last updated: 3 May 2024"."""
    if _ABOUT.match(words):
        return True
    last = words[-1]
    return (last.isdecimal() or last == ")") and _YEAR.search(words, len(words) - 6) is not None


def _above_line(block: Block, after: Block) -> bool:
    """Whether a short line stands above a long one, in a text without empty lines."""
    short = block.lines == 1 and not after.gap and not after.markers
    return short and len(after.words) > max(_LONGEST_ABOVE_LINE, 2 * len(block.words))


def _goes_on_small(after: Block) -> bool:
    """Whether a paragraph begins in small letters, as none does below its heading."""
    return after.words[0].islower() and not after.markers and not _is_address(after.words)


def _below_sentence(block: Block, before: Block, after: Block) -> bool:
    """Whether a title stands right below a paragraph, but apart from what it is the title of."""
    apart = block.lines == 1 and after.gap and len(after.words) > 2 * len(block.words)
    ended = before.words[-1] == "." and len(before.words) > _LONGEST_ABOVE_LINE
    place = "," in block.words or block.words[0].isdigit()
    return apart and (ended or _is_about(before.words)) and is_titled(block.words) and not place


def _same_look(block: Block, after: Block) -> bool:
    return not after.markers and after.indent == block.indent and is_all_caps(after.words)


def heading(
    nest: Nest, block: Block, style: str, after: Block | None, number: Marker | None
) -> Node:
    """Open the heading that a block is.

    Args:
        nest: What is open.
        block: The heading.
        style: As `heading_style` tells.
        after: The next block.
        number: The next marker with a number further down; None if there is none.
    """
    if len(nest.open) == 1 and _titles(nest, block, style, number):
        return nest.push(Node(nest.top, "title", style, block.indent, block.hashes))
    lead = nest.list_lead(nest.top, None) if nest.leads(nest.top) else None
    virtual = "under " + style
    if lead is not None:
        node = Node(nest.top, "heading", virtual, block.indent, block.hashes)
        node.lead_ins = lead
        return _named(nest, node, name_of(block.words))
    for node in reversed(nest.open):
        if node.style == virtual and node.parent and after and after.markers:
            nest.close_to(node.parent)
            sibling = Node(nest.top, "heading", virtual, block.indent, block.hashes)
            sibling.lead_ins = node.lead_ins
            return _named(nest, sibling, name_of(block.words))
    if not block.hashes and number is not None and _divides_list(nest.top, number):
        nest.close_top()
    else:
        _make_room(nest, block, style, number)
    node = Node(nest.top, "heading", style, block.indent, block.hashes)
    return _named(nest, node, name_of(block.words))


def _titles(nest: Nest, block: Block, style: str, number: Marker | None) -> bool:
    """Whether the first heading of a text is its title."""
    if _NO_TITLE.fullmatch(block.words):
        return False
    return nest.top.text is None or _opens_text(nest, block, style, number)


def _opens_text(nest: Nest, block: Block, style: str, number: Marker | None) -> bool:
    """Whether a heading is the title, though a line or two stand above it."""
    above = nest.text[: block.marker_start]
    if nest.begun or nest.numbered or len(above) > _LONGEST_ABOVE or style not in ("caps", "#1"):
        return False
    first = number is not None and (number.opens or number.numbers[:1] in (("1",), ("0",)))
    return first and _OPERATIVE.search(above) is None


def _named(nest: Nest, node: Node, name: str) -> Node:
    """Open a heading, which has the label of the numbers it stands in, or else its name."""
    if not node.number:
        parent = node.parent
        above = parent.label if parent and parent.kind == "heading" else ""
        node.label = f"{above} – {name}" if above else name
    return nest.push(node)


def _make_room(nest: Nest, block: Block, style: str, number: Marker | None) -> None:
    """Close what a heading ends."""
    if block.hashes:
        _close_ranks(nest, block.hashes)
        return
    within = _within_section(nest, style, number)
    goes_on = within and _section_goes_on(nest, number)
    for node in reversed(nest.open):
        if node.kind == "heading" and node.style == style and node.parent:
            nest.close_to(node.parent)
            return
        if node.kind == "annex" or (goes_on and node.kind == "section"):
            break
    lower = _ORDER[_ORDER.index(style) + 1 :] if style in _ORDER else ()
    while nest.top.is_list or (
        nest.top.kind == "heading" and nest.top.style.startswith((*lower, "run-in", "under"))
    ):
        nest.close_top()
    if not within:
        while nest.top.kind in ("section", "heading") and not nest.top.rank:
            nest.close_top()


def _close_ranks(nest: Nest, rank: int) -> None:
    """Close what a markdown heading of a level ends; an annex only ends with the next."""
    while nest.top.kind not in ("root", "annex") and not 0 < nest.top.rank < rank:
        if nest.top.kind == "title" and not nest.top.rank:
            return
        nest.close_top()


def _divides_list(top: Node, number: Marker) -> bool:
    """Whether a list without lead-in goes on below a heading: (a), (b), HEADING, (c)."""
    return top.kind == "item" and not top.is_led and _goes_on(top, number)


def _section_goes_on(nest: Nest, number: Marker | None) -> bool:
    """Whether the next number is one within the section that is open: a 2.5 where 2.4 is."""
    numbers = next((node.numbers for node in reversed(nest.open) if node.kind == "section"), ())
    return number is not None and bool(numbers) and number.numbers[:1] == numbers[:1]


def _within_section(nest: Nest, style: str, number: Marker | None) -> bool:
    """Whether a heading without number stands within the numbered section that is open."""
    sections = [node for node in nest.open if node.kind == "section"]
    if not sections:
        return True
    if number is None or number.style == "annex":
        return False
    if number.numbers:
        return number.numbers[0] == (sections[-1].numbers or ("",))[0]
    restarts = number.opens and any(node.style == number.style for node in sections)
    return style in ("title", "plain") and not restarts


def bullet(nest: Nest, marker: Marker, block: Block) -> Node:
    """Open the item of a bulleted list."""
    indent = block.indent
    lead = None
    while True:
        node = nest.top
        if node.kind == "bullet" and node.indent >= indent - 1:
            same = node.style == marker.style and node.indent <= indent + 1
            nest.close_top()
            if same:
                lead = node.lead_ins
                break
        elif node.kind == "item" and indent < node.indent - 1:
            nest.close_top()
        else:
            break
    return _item(
        nest, marker.style, indent, nest.list_lead(nest.top, marker) if lead is None else lead
    )


def _item(nest: Nest, style: str, indent: int, lead: tuple[tuple[int, int], ...]) -> Node:
    node = Node(nest.top, "bullet", style, indent)
    node.lead_ins = lead
    return nest.push(node)


def bare_item(nest: Nest, block: Block, after: Block | None, before: Block | None) -> Node | None:
    """Open the list item that a block without marker is; None if it is a paragraph."""
    if before is None:
        return None
    sibling = _bare_sibling(nest, block, before)
    if sibling is not None:
        assert sibling.parent is not None
        nest.close_to(sibling.parent)
        return _item(nest, sibling.style, block.indent, sibling.lead_ins)
    if not nest.leads(nest.top):
        return None
    if block.indent > before.indent + 1:
        return _item(nest, "indented", block.indent, nest.list_lead(nest.top, None))
    flat = abs(block.indent - before.indent) <= 1
    goes_on = distributes(before.words) or _ITEM_END.search(before.words[-8:]) is not None
    if flat and goes_on and _item_like(block, after):
        return _item(nest, "flat", block.indent, nest.list_lead(nest.top, None))
    return None


def _bare_sibling(nest: Nest, block: Block, before: Block) -> Node | None:
    for node in reversed(nest.open):
        if node.style == "indented" and abs(node.indent - block.indent) <= 1:
            return node
        if node.style == "flat" and abs(node.indent - block.indent) <= 1:
            if _ITEM_END.search(before.words[-8:]):
                return node
            return node if _item_like(block, None) and not _is_address(before.words) else None
        if not node.is_list or block.indent > node.indent + 1:
            return None
    return None


def _is_address(words: str) -> bool:
    """Whether a paragraph is an address on the web and no more, which no list goes on from."""
    return " " not in words and ("://" in words or words.startswith("www."))


def _item_like(block: Block, after: Block | None) -> bool:
    """Whether a paragraph without marker reads as an item of the list announced above it."""
    words = block.words
    if words[0].islower() or _ITEM_END.search(words[-8:]):
        return True
    if _SUBJECT.match(words):
        return False
    return len(words) < (_LONGEST_FIRST if after else _LONGEST_ITEM)


def paragraph(nest: Nest, block: Block, below: Marker | None) -> Node:
    """Return what a paragraph belongs to; close the lists that it ends."""
    if _END.match(block.words):
        nest.close_to(nest.base)
        return nest.top
    while nest.top.is_list and _ends_list(nest, block, below):
        nest.close_top()
    found = None if _is_about(block.words) else run_in(block.words, numbered=False)
    if found is None or nest.leads(nest.top) or nest.top.is_list:
        return nest.top
    if block.words[found[1] : found[1] + 1] == ":" and not block.emphasis:
        return nest.top  # it names this paragraph, not what follows
    while nest.top.style.startswith("run-in") and nest.top.indent >= block.indent - 1:
        nest.close_top()
    node = Node(nest.top, "heading", "run-in", block.indent)
    return _named(nest, node, name_of(block.words[found[0] : found[1]]))


def _ends_list(nest: Nest, block: Block, below: Marker | None) -> bool:
    """Whether a paragraph without marker closes the innermost item."""
    top = nest.top
    if block.indent > top.indent:
        return False
    if top.kind == "bullet" or block.indent < top.indent - 1:
        return True
    if not top.is_led or nest.leads(top):
        return False
    return below is None or not _goes_on(top, below)


def _goes_on(node: Node, below: Marker) -> bool:
    """Whether the next number further down is that of the next item of a list."""
    same = below.style == node.style
    return same and any((family, value - 1) in node.readings for family, value in below.readings)
