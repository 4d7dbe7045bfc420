"""Whether a text leads into the list below it, and distributes over its items.

In: the words of a paragraph or heading. Out: yes or no. Never decides what is an item.
"""

from __future__ import annotations

import re

_TAIL = 240
"""Characters of a paragraph's end that are looked at."""

_OPEN = re.compile(r"(?:[:\uff1a\u2013\u2014]|:?\s*[-\u2013\u2014]|\.\.\.|\u2026)[\"\u201d*_]*$")
_CLOSED = re.compile(r"[.!?;。！？；][\"”’')\]*_]*$")
# An agreement's opening words announce the whole of it, and govern nothing.
_PREAMBLE = re.compile(
    r"(?:\bagree(?:s|d)?(?: as follows| that)?|as follows|following terms(?: and conditions)?|"
    r"(?:terms|definitions)[\w ,]{0,40}(?:apply|follow)|following (?:meanings?|definitions))\s*:?\s*$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:following|follows?|below|these|such as|not|prohibit\w*|restrict\w*|forbid\w*|must|may|"
    r"shall|will|agree\w*|requir\w*|conditions?|permit\w*|allow\w*|cannot|includ\w+|never)\b",
    re.IGNORECASE,
)
# The operative words that let a heading govern the list below it.
_GOVERNS = re.compile(
    r"prohibit|restrict|forbid|unaccepta|disallow|unauthori|banned|misuse|\bnot\b|n['’]t\b|"
    r"\b(?:cannot|never|may|must|shall|permitted|allowed|acceptable|required|requirements|"
    r"conditions|obligations|agree)\b",
    re.IGNORECASE,
)


def is_open(words: str) -> bool:
    """Whether a paragraph's last sentence goes on in what stands below it."""
    tail = words[-_TAIL:].rstrip()
    return _OPEN.search(tail) is not None or _CLOSED.search(tail) is None


def has_colon(words: str) -> bool:
    """Whether a paragraph ends with a colon or a dash."""
    return _OPEN.search(words[-_TAIL:].rstrip()) is not None


def opens_agreement(words: str) -> bool:
    """Whether it leads into the sections of a whole agreement: "You agree as follows:"."""
    return _PREAMBLE.search(words[-_TAIL:].rstrip()) is not None


def announces(words: str) -> bool:
    """Whether a paragraph that ends with a stop announces the bullets below it."""
    tail = words[-_TAIL:]
    return _ANNOUNCES.search(tail) is not None


def governs(heading: str) -> bool:
    """Whether a heading may be the lead-in of the list directly below it ("Prohibited Uses")."""
    return _GOVERNS.search(heading) is not None
