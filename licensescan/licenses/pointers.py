"""Understand a text that is no licence itself but names one, points to one, or offers a choice.

In: a text. Out: the licences it names, as choices. Only a short text whose business is to name a
licence counts: a page that mentions one in passing does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from licensescan.licenses.catalog import catalog
from licensescan.licenses.expressions import Choices, read_expression
from licensescan.licenses.names import Name

if TYPE_CHECKING:
    from licensescan.licenses.identify import Found

# A licence header has up to 110 words; what is longer says more than which licence holds.
LONGEST = 120
_LONGEST_NAME = 12
_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([^\n*]{2,200})")
_ADDRESS = re.compile(r"https?://[^\s<>()\"'\]]{4,300}")
_UNDER = re.compile(
    r"\b(?:licen[sc]ed|released|distributed|published|provided|governed|available)\b[^.\n]{0,40}?"
    r"\b(?:under|by)\s+(?:the\s+)?(?:terms\s+(?:and\s+conditions\s+)?of\s+)?(?:the\s+)?"
    r"([^\n]{2,160})",
    re.IGNORECASE,
)
_END = re.compile(r"[(;\"“]|\.(?:\s|$)|,\s+(?:see|which|you|as|and\s+the)\b")
_CHOICE = re.compile(
    r"\bat\s+your\s+(?:option|choice|discretion)\b|\bdual(?:ly)?[- ]licen[sc]ed?\b"
    r"|\b(?:choose|choice\s+of|either)\b[^.]{0,120}\b(?:licen[sc]es?|or)\b"
    r"|\blicen[sc]ed\s+under\b[^.]{0,80}\bor\b",
    re.IGNORECASE,
)


def points_to(text: str) -> Choices:
    """Return the licences that a text only names; empty when it names none that is known."""
    short = " ".join(text.split())
    if not short or len(short.split()) > LONGEST:
        return ()
    for choices in _readings(text):
        if all(name.id or name.family for group in choices for name in group):
            return choices
    return ()


def _readings(text: str) -> Iterator[Choices]:
    if found := _TAG.search(text):
        yield read_expression(found[1].strip())
    yield read_expression(text.strip().strip("#* \n").rstrip("."))
    for found in _UNDER.finditer(text):
        yield _named(_END.split(found[1])[0])
    for found in _ADDRESS.finditer(text):
        if row := catalog().at(found[0].rstrip(".,;")):
            yield ((Name(found[0], row.id),),)


def _named(words: str) -> Choices:
    """Return what the longest beginning of some words names."""
    parts = words.split()[:_LONGEST_NAME]
    family: Choices = ()
    for length in range(len(parts), 0, -1):
        choices = read_expression(" ".join(parts[:length]).rstrip(".,:"))
        names = [x for group in choices for x in group]
        if all(x.id for x in names):
            return choices
        if all(x.id or x.family for x in names):
            family = family or choices
    return family or ((Name(words),),)


def offers_choice(text: str, found: Sequence[Found]) -> bool:
    """Return whether a text offers the licences in it as alternatives.

    Only words outside of the licences themselves count: many speak of options of their own.
    """
    if len({x.match.license for x in found}) < 2:
        return False
    rest, at = [], 0
    for span in sorted(found, key=lambda x: x.start):
        rest.append(text[at : span.start])
        at = max(at, span.end)
    return bool(_CHOICE.search("\n".join([*rest, text[at:]])))
