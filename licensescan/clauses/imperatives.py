"""Give a sentence the force that it leaves out, as in: Keep the notices. The customer pays the fee.

In: the concepts of a sentence that stands by itself, and its text. Out: the same with a "shall" where
an order, or what a party does by contract, says one. Only deeds that licences ask for are read so
(the roles `ordered` and `owed` of types.yaml): most sentences without a force bind nobody.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from licensescan.clauses.concepts import Concept
from licensescan.clauses.line import FORCES
from licensescan.clauses.typing_table import roles

_OPENERS = frozenset({"IF", "UPON", "PROVIDED"})
_TRAILERS = _OPENERS | {"UNLESS", "EXCEPT"}
_ARTICLE = 5
"""How far behind a comma a party may stand, in characters: ", the customer"."""

_NO_ORDER = ("ing", "ed", "s", "ion", "ance", "in")
"""How words end that are no verb in its plain form: "Compliance with", "In accordance with"."""

_OWNED = frozenset({"your", "yours"})


def with_orders(own: list[Concept], text: str, start: int) -> list[Concept]:
    """Return the concepts of a sentence with "shall" before what it orders.

    Args:
        own: The concepts, untouched if the sentence orders nothing.
        text: The text that the offsets point into.
        start: Where the sentence begins in it.
    """
    for first, opening in _clauses(own, start):
        if _orders(own, first, text, opening):
            return own if _is_bound(own, first) else _obliged(own, first)
        if _owes(own, first, text, opening):
            return own if _is_bound(own, first) else _obliged(own, first + 1)
    return own


def _clauses(own: list[Concept], start: int) -> Iterator[tuple[int, int]]:
    """Yield where a main clause may begin: its first concept, and the place it follows on.

    Behind what binds somebody a clause only goes on with it.
    """
    if own and own[0].type not in _OPENERS:
        yield 0, start
    for at, token in enumerate(own[:-1]):
        if token.type in FORCES:
            return
        if token.type == "," and own[at + 1].type in ("ACT", "YOU"):
            yield at + 1, token.end + 1


def _is_bound(own: list[Concept], first: int) -> bool:
    """Whether a clause says by itself who must or may do what."""
    clause = itertools.takewhile(lambda c: c.type not in _TRAILERS, own[first:])
    return not FORCES.isdisjoint([c.type for c in clause])


def _orders(own: list[Concept], first: int, text: str, opening: int) -> bool:
    """Whether a clause begins with an order: at the head of a sentence, or behind its condition."""
    deed = own[first]
    if deed.type != "ACT" or deed.concept not in roles()["ordered"] or deed.start != opening:
        return False
    if first and (own[0].type not in _OPENERS or any(c.type == "," for c in own[: first - 1])):
        return False  # "you may copy it, keep it", "if you copy, keep or sell it": one of several
    word = text[deed.start : deed.end].split()[0]
    return word[0].isupper() != bool(first) and not word.lower().endswith(_NO_ORDER)


def _owes(own: list[Concept], first: int, text: str, opening: int) -> bool:
    """Whether a clause says what the licensee does: "you pay", "the licensee informs"."""
    if first + 1 >= len(own) or own[first].type != "YOU":
        return False
    party, deed = own[first : first + 2]
    who, word = text[party.start : party.end].lower(), text[deed.start : deed.end].split()[0]
    if who in _OWNED or party.start - opening > _ARTICLE or deed.start - party.end > 1:
        return False
    stated = word.lower().endswith("s") != (
        who == "you"
    )  # "customer returns", not "customer return"
    return stated and deed.type == "ACT" and deed.concept in roles()["owed"]


def _obliged(own: list[Concept], at: int) -> list[Concept]:
    place = own[at].start
    return [*own[:at], Concept("SHALL", "shall", place, place), *own[at:]]
