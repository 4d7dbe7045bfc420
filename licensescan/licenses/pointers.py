"""Understand a text that is no licence itself but names one, points to one, or offers a choice.

In: a text. Out: the licences it names, as choices. Only a short text whose business is to name a
licence counts: a page that mentions one in passing does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from licensescan.licenses.catalog import catalog
from licensescan.licenses.expressions import Choices, read_expression
from licensescan.licenses.names import Name, resolve

if TYPE_CHECKING:
    from licensescan.licenses.identify import Found

# A licence header has up to 110 words; what is longer says more than which licence holds.
LONGEST = 120
# … and it speaks of licences in most of its sentences.
_LEAST_ABOUT = 0.6
_MOST_NAMES = 4
_LONGEST_WORD = 50
_LONGEST_NAME = 12
_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([^\n*]{2,200})")
_ADDRESS = re.compile(r"https?://[^\s<>()\"'\]]{4,300}")
_UNDER = re.compile(
    r"\b(?:licen[sc]ed|released|distributed|published|provided|governed|available|subject)\b"
    r"[^.\n]{0,40}?\b(?:under|by|to)\s+(?:the\s+)?(?:terms\s+(?:and\s+conditions\s+)?of\s+)?(?:the\s+)?"
    r"([^\n]{2,160})",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\[([^\[\]\n]{3,100})\]\("
    r"|((?:\b[A-Z0-9][\w.+\-]{0,30}[ ]){1,8}Licen[sc]e(?:[ ]Agreement)?)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s|\n\s*\n|\n(?=\s*[-*#])")
_ABOUT = re.compile(r"licen[sc]|SPDX|[许授]可|协议", re.IGNORECASE)
_END = re.compile(r"[(;\"“]|\.(?:\s|$)|,\s+(?:see|which|you|as|and\s+the)\b")
_CHOICE = re.compile(
    r"\bat\s+your\s+(?:option|choice|discretion)\b|\bdual(?:ly)?[- ]licen[sc]ed?\b"
    r"|\b(?:choose|choice\s+of|either)\b[^.]{0,120}\b(?:licen[sc]es?|or)\b"
    r"|\blicen[sc]ed\s+under\b[^.]{0,80}\bor\b",
    re.IGNORECASE,
)


def points_to(text: str) -> Choices:
    """Return the licences that a text only names; empty when it names none that is known.

    Where it names several, all bind; a name in it that is not known stays among them.
    """
    if len(text) > LONGEST * _LONGEST_WORD:
        return ()
    words = len(text.split())
    if not words or words > LONGEST or _about_licenses(text) < words * _LEAST_ABOUT:
        return ()
    for choices in _readings(text):
        if any(name.id or name.family for group in choices for name in group):
            return choices
    return ()


def _about_licenses(text: str) -> int:
    """Return how many words stand in sentences that speak of a licence or lead to one."""
    return sum(len(x.split()) for x in _SENTENCE.split(text) if _ABOUT.search(x))


def _readings(text: str) -> Iterator[Choices]:
    if found := _TAG.search(text):
        yield read_expression(found[1].strip())
    yield read_expression(text.strip().strip("#* \n").rstrip("."))
    if named := [_named(_END.split(x[1])[0]) for x in _UNDER.finditer(text)]:
        yield tuple(sum(groups, ()) for groups in product(*named[:_MOST_NAMES]))
    if titles := [x for x in map(resolve, _titles(text)) if x.id or x.family]:
        yield (tuple({x.id or x.stated: x for x in titles}.values()),)
    rows = [catalog().at(x[0].rstrip(".,;")) for x in _ADDRESS.finditer(text)]
    if known := [x for x in rows if x]:
        yield (tuple(Name(x.address, x.id) for x in known),)


def _titles(text: str) -> list[str]:
    """Return what is written like the title of a licence: link texts, capitalised words."""
    return [x[1] or x[2] for x in _TITLE.finditer(text)]


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
    if len({x.match.license for x in found}) <= 1:
        return False
    rest, at = [], 0
    for span in sorted(found, key=lambda x: x.start):
        rest.append(text[at : span.start])
        at = max(at, span.end)
    return bool(_CHOICE.search("\n".join([*rest, text[at:]])))
