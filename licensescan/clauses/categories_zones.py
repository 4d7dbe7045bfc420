"""Say in which part of a forbidden use each of its words stands: head, example, purpose, exception.

In goes a line of words, out a `Zone` for each. "Unless …" gives back what the head forbids, "such as
…" illustrates it, "in order to …" says what for, "without …" what is missing; the words there do not
weigh like those of the head. It knows no field of use.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from licensescan.clauses.categories_phrases import Token


class Zone(Enum):
    """The part of an item that a word stands in."""

    HEAD = "head"
    EXAMPLE = "example"
    PURPOSE = "purpose"
    WITHOUT = "without"
    EXCEPTION = "exception"


_OPENERS: dict[tuple[str, ...], Zone] = {
    ("such", "as"): Zone.EXAMPLE,
    ("including",): Zone.EXAMPLE,
    ("includes",): Zone.EXAMPLE,
    ("include",): Zone.EXAMPLE,
    ("eg",): Zone.EXAMPLE,
    ("for", "example"): Zone.EXAMPLE,
    ("for", "instance"): Zone.EXAMPLE,
    ("particularly",): Zone.EXAMPLE,
    ("in", "particular"): Zone.EXAMPLE,
    ("in", "order", "to"): Zone.PURPOSE,
    ("so", "as", "to"): Zone.PURPOSE,
    ("with", "the", "purpose"): Zone.PURPOSE,
    ("for", "the", "purpose"): Zone.PURPOSE,
    ("for", "purposes"): Zone.PURPOSE,
    ("with", "the", "intent"): Zone.PURPOSE,
    ("with", "intent"): Zone.PURPOSE,
    ("with", "the", "aim"): Zone.PURPOSE,
    ("with", "the", "intention"): Zone.PURPOSE,
    ("that", "can", "be", "used"): Zone.PURPOSE,
    ("that", "could", "be", "used"): Zone.PURPOSE,
    ("to", "be", "used", "for"): Zone.PURPOSE,
    ("without",): Zone.WITHOUT,
    ("unless",): Zone.EXCEPTION,
    ("except",): Zone.EXCEPTION,
    ("excepting",): Zone.EXCEPTION,
    ("excluding",): Zone.EXCEPTION,
    ("save", "as"): Zone.EXCEPTION,
    ("save", "for"): Zone.EXCEPTION,
    ("other", "than"): Zone.EXCEPTION,
    ("provided", "that"): Zone.EXCEPTION,
    ("does", "not", "include"): Zone.EXCEPTION,
    ("does", "not", "apply"): Zone.EXCEPTION,
    ("do", "not", "apply"): Zone.EXCEPTION,
    ("to", "the", "extent"): Zone.EXCEPTION,
}
_LONGEST = max(map(len, _OPENERS))
_STOPS = frozenset(".;:!?")


def zones(tokens: Sequence[Token]) -> list[Zone]:
    """Return the zone of every token.

    A zone lasts to the end of its sentence or bracket; one that opens the item ends at its comma.
    """
    found: list[Zone] = []
    outer: list[Zone] = []
    zone, opened = Zone.HEAD, -1
    for at, token in enumerate(tokens):
        if token.mark == "(":
            outer.append(zone)
        elif token.mark == ")":
            zone = outer.pop() if outer else zone
        elif token.mark in _STOPS:
            zone, outer = Zone.HEAD, []
        elif token.mark == "," and opened == 0:
            zone, opened = Zone.HEAD, -1
        elif zone is not Zone.EXCEPTION and (entered := _opened(tokens, at)):
            zone, opened = entered, at
        found.append(zone)
    return found


def _opened(tokens: Sequence[Token], at: int) -> Zone | None:
    words = tuple(t.word for t in tokens[at : at + _LONGEST])
    for length in range(len(words), 0, -1):
        if entered := _OPENERS.get(words[:length]):
            return entered
    return None
