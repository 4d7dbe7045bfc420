"""Whether a text leads into the list below it, and distributes over its items.

In: the words of a paragraph or heading. Out: yes or no. Never decides what is an item.
"""

from __future__ import annotations

import re

_TAIL = 240
"""Characters of a paragraph's end that are looked at."""

_LONGEST_ADDRESS = 100
"""Characters of the last part of an address."""
_LONGEST_WORD = 24
"""Characters of a last word with the marks after it."""

_COLONS = (":", "\uff1a", "-", "\u2013", "\u2014", "...", "\u2026")
_CLOSING = '"\u201d*_'
_STOPS = tuple(".!?;\u3002\uff01\uff1f\uff1b")
_CLOSERS = tuple("\"”’')]*_")
_CLOSED = re.compile(r"(?:[.!?;。！？；][\"”’')\]*_]*|[.!?][\"”’']*\s\([^()]*\))$")
_ADDRESS = re.compile(
    r"(?:[\w)/][./@][\w/-]+[)>\]]*|\b[A-Z]{2},? \d{5}(?:-\d{4})?(?:,? U\.?S\.?A)?|, U\.?S\.?A)$"
)
# The last word of a sentence that breaks off, as in "You will not assist any third party to".
_BREAKS_OFF = re.compile(
    r"\b(?:to|not|of|for|that|by|with|and|or|any|either|from|in|on|following|if|when|the|as|is|are|"
    r"may|must|shall|will|cannot|including|include|includes|means|you|who|which|whether)[,*_]*$",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\b(?:and|or)[,*_]*$", re.IGNORECASE)
_ACTS = re.compile(
    r"\b(?:may|must|shall|will|can|cannot|not|is|are|has|have|means?|agrees?|grants?|includ\w+|"
    r"prohibit\w*|requires?|represents?|warrants?|applies|apply|do|does|us(?:e|es|ing)|to|meet|"
    r"provided|subject|following|ensure|comply|responsible|conditions?)\b",
    re.IGNORECASE,
)
_FEWEST_OPEN_WORDS = 5
# An agreement's opening words announce the whole of it, and govern nothing.
_PREAMBLE = re.compile(
    r"(?:\bagree(?:s|d)?(?: as follows| that)?|as follows|following terms(?: and conditions)?|"
    r"(?:terms|definitions)[\w ,]{0,40}(?:apply|follow)|following (?:meanings?|definitions))\s*:?\s*$",
    re.IGNORECASE,
)
_CONDITIONS = re.compile(
    r"\bfollowing (?:terms and )?(?:conditions|restrictions)(?: (?:are|is) met)?\s*:$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:following|follows?|below|such as|includ\w+)\b[^.]*\W*$", re.IGNORECASE
)
_REFERS_BACK = re.compile(
    r"(?:this|these|that|such|including|includes?|for example|for instance|examples?|e\.g\.|in "
    r"particular|specifically|namely)\b",
    re.IGNORECASE,
)
# The operative words that let a heading govern the list below it.
_FORBIDS = (
    r"prohibit|restrict|forbid|unaccepta|disallow|unauthori[sz]|banned|misuse|\bnot\b|n['’]t\b|"
    r"\bcannot\b|\bnever\b"
)
_FORBIDDING = re.compile(_FORBIDS, re.IGNORECASE)
_GOVERNING = re.compile(
    _FORBIDS + r"|\b(?:may|must|shall|permitted|allowed|acceptable|required|requirements|"
    r"conditions|obligations|agree)\b",
    re.IGNORECASE,
)


def _ends_in_colon(tail: str) -> bool:
    """Whether a text ends in a colon or a dash, or breaks off in dots."""
    return tail.rstrip(_CLOSING).endswith(_COLONS)


def _breaks_off(tail: str) -> bool:
    return _BREAKS_OFF.search(tail, len(tail) - _LONGEST_WORD) is not None


def is_open(words: str) -> bool:
    """Whether a paragraph's last sentence goes on in what stands below it."""
    tail = words[-_TAIL:].rstrip()
    if _ends_in_colon(tail):
        return True
    if tail.endswith(_STOPS) or (tail.endswith(_CLOSERS) and _CLOSED.search(tail)):
        return False
    if _ADDRESS.search(tail, len(tail) - _LONGEST_ADDRESS):
        return False
    if _breaks_off(tail):
        return True
    return _ACTS.search(tail) is not None and tail.count(" ") >= _FEWEST_OPEN_WORDS


def distributes(words: str) -> bool:
    """Whether an open paragraph says what its items are to do; a label that breaks off does not."""
    tail = words[-_TAIL:].rstrip()
    return _ends_in_colon(tail) or _ACTS.search(tail) is not None


def opens_list(words: str) -> bool:
    """Whether an item leads into a list of its own; "; and" at its end merely joins the next."""
    tail = words[-_TAIL:].rstrip()
    if _ends_in_colon(tail):
        return True
    return _breaks_off(tail) and _JOINS.search(tail) is None


def opens_sections(words: str) -> bool:
    """Whether a paragraph leads into numbered sections: "You may use it for:".

    The opening words of an agreement ("You agree as follows:") announce it and govern nothing; a
    label ("Linux platform:") does not act.
    """
    tail = words[-_TAIL:].rstrip()
    return is_open(tail) and _PREAMBLE.search(tail) is None and _ACTS.search(tail) is not None


def refers_back(words: str) -> bool:
    """Whether a lead-in speaks of what its heading says: "This includes, among others:"."""
    return _REFERS_BACK.match(words) is not None


def announces(words: str) -> bool:
    """Whether a paragraph that ends with a stop announces the bullets below it."""
    return _ANNOUNCES.search(words[-_TAIL:]) is not None


def announces_conditions(words: str) -> bool:
    """Whether a paragraph announces conditions, which sentences below it set out by themselves."""
    return words.endswith(":") and _CONDITIONS.search(words[-_TAIL:]) is not None


def governs(heading: str, sections: bool) -> bool:
    """Whether a heading may be the lead-in of the list directly below it ("Prohibited Uses").

    Args:
        heading: Its words.
        sections: Whether the list is one of numbered sections, for which a heading must forbid.
    """
    return (_FORBIDDING if sections else _GOVERNING).search(heading) is not None
