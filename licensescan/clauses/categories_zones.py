"""Say in which part of a forbidden use each of its words stands: head, example, purpose, exception.

In goes a line of words, out a `Zone` for each. "Unless …" gives back what the head forbids, "such as
…" illustrates it, "in order to …" says what for, "without …" what is missing; the words there do not
weigh like those of the head. It knows no field of use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from licensescan.clauses.categories_phrases import MARKS


class Zone(Enum):
    """The part of an item that a word stands in."""

    __hash__ = object.__hash__  # that of `Enum` is a call of Python

    HEAD = "head"
    INCLUDED = "included"
    EXAMPLE = "example"
    PURPOSE = "purpose"
    CONSEQUENCE = "consequence"
    WITHOUT = "without"
    EXCEPTION = "exception"


_WORDS = {
    Zone.HEAD: "use in|use for",
    Zone.INCLUDED: "including|includes|include|in particular|particularly|especially",
    Zone.EXAMPLE: "such as|eg|ex|for example|for instance",
    Zone.PURPOSE: "in order to|so as to|for the purpose|for the purposes|for purposes|with the purpose"
    "|with the aim|with the goal|with the intent|with the intention|with intent|intended to|designed to"
    "|meant to|with a view to|aimed at|that can be used|that could be used|which can be used|to be used for|through|by means of",
    Zone.CONSEQUENCE: "could lead to|may lead to|can lead to|anticipated to lead to|leads to|lead to"
    "|could result in|may result in|can result in|would result in|results in|likely to result"
    "|likely to cause|could cause|may cause|expected to",
    Zone.WITHOUT: "without",
    Zone.EXCEPTION: "unless|except|excepting|excluding|save as|save for|other than|provided that"
    "|does not include|does not apply|do not apply|to the extent|if required|as required|where permitted",
}
_OPENERS = {
    tuple(said.split()): zone for zone, words in _WORDS.items() for said in words.split("|")
}
_LABEL = re.compile(r"[a-z]|[ivx]{1,5}|\d{1,2}")
_LONGEST = max(map(len, _OPENERS))
_LASTING = (Zone.EXCEPTION, Zone.EXAMPLE, Zone.INCLUDED, Zone.CONSEQUENCE)
_LEADING = frozenset({"use", "used", "using", "it", "any", "only", "solely"})
_FIRST = frozenset(said[0] for said in _OPENERS)
_TURNS = MARKS | _FIRST
"""The words at which a zone may begin or end."""


@dataclass(slots=True)
class _Reader:
    """Where the reading of a line has got to; `outer` are the zones of the open brackets."""

    zone: Zone = Zone.HEAD
    opened: int = -1
    part: int = 0
    outer: list[Zone] = field(default_factory=list)

    def mark(self, mark: str) -> None:
        """Take a punctuation mark; a colon in brackets ("e.g.: …") ends nothing."""
        if mark == "(":
            self.outer.append(self.zone)
        elif mark == ")":
            self.zone = self.outer.pop() if self.outer else self.zone
        elif mark == ":" and self.outer:
            return
        elif mark != ",":
            self.zone, self.outer, self.part = Zone.HEAD, [], self.part + 1
        elif self.opened == 0 or self.zone is Zone.WITHOUT:
            self.zone, self.opened = Zone.HEAD, -1

    def word(self, at: int, entered: Zone | None, leads: bool) -> None:
        """Take a word of `_FIRST`, which may open a zone; an exception or example lasts.

        A purpose that opens the item is the use itself ("For the purpose of stalking people").
        """
        if entered is Zone.HEAD:
            self.zone = Zone.HEAD if self.zone is Zone.CONSEQUENCE else self.zone
        elif entered is Zone.PURPOSE and leads:
            return
        elif entered is Zone.EXCEPTION or (entered and self.zone not in _LASTING):
            self.zone, self.opened = entered, at


def zones(words: Sequence[str]) -> list[tuple[int, Zone]]:
    """Return for every word which part of the text it is in, and which zone of that part.

    Parts are what full stops, colons and semicolons set apart. A zone lasts to the end of its part or
    bracket; "without …" and one that opens the item end at a comma.
    """
    reader = _Reader()
    place = (reader.part, reader.zone)
    leading = next((at for at, word in enumerate(words) if word not in _LEADING), len(words))
    found: list[tuple[int, Zone]] = []
    for at, word in enumerate(words):
        if word in _TURNS:
            if word == "(" and _enumerates(words, at):
                reader.mark(";")  # "… such as pets, (b) to spy": the next item is no example
            elif word in MARKS:
                reader.mark(word)
            else:
                reader.word(at, _opened(words, at), at <= leading)
            place = (reader.part, reader.zone)
        found.append(place)
    return found


def _enumerates(words: Sequence[str], at: int) -> bool:
    """Whether a bracket is that of "(a)", "(ii)" or "(3)"."""
    label = words[at + 1] if words[at + 2 : at + 3] == [")"] else ""
    return bool(_LABEL.fullmatch(label))


def _opened(words: Sequence[str], at: int) -> Zone | None:
    for length in range(_LONGEST, 0, -1):
        if entered := _OPENERS.get(tuple(words[at : at + length])):
            return entered
    return None
