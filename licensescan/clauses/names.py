"""Find the names that act in a paragraph, as who grants does, or that are used, as a product is.

In: a paragraph. Out: its names, each with what it does. It never says whom or what a name stands
for: `definitions` weighs what all paragraphs of a document say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The search leaps from capital to capital because the pattern begins with one, not with its border.
_CAPITAL = r"[A-Z](?<!\w[A-Z])"
_NAME_ON = (
    r"[A-Za-z0-9]++(?:[.-][A-Za-z0-9]++)*+"
    r"(?:(?:[ \t]+|[ \t]*\n[ \t]*)[A-Z0-9][A-Za-z0-9.-]*+){0,3}+"
)
_NAME = re.compile(_CAPITAL + _NAME_ON)
_GRANTS = re.compile(
    r"(?:’s|'s)?\s+(?:(?:and|or)\s+its\s+(?:affiliates|subsidiaries|licensors)\s+)?"
    r"(?:hereby|grants?|reserves?|may\s+(?:terminate|modify|update|change|suspend|revoke|publish|issue|revise|refuse|invoice)|retains?\s+(?:all|sole|full)|(?:shall|will)\s+(?:retain|own|hold)|claims?\s+no|makes?\s+no|disclaims?|"
    r"will\s+not\s+be\s+liable|shall\s+not\s+be\s+liable|WILL\s+NOT\s+BE|SHALL\s+NOT\s+BE|MAKES?\s+NO|sole\s+discretion|is\s+not\s+responsible|owns?)\b"
)
_USED = re.compile(
    r"\b(?:use|using|access|accessing|download|downloading|distribute|distributing|copies\s+of|use\s+of|portion\s+of|"
    r"versions?\s+of|outputs?\s+of|derivatives?\s+of|modify|fine-tune|the\s+use\s+of)\s+(?:the\s+)?$"
)
# What a company says of itself; a thing may do some of it too.
_ACTS = re.compile(r"\s+(?:may|will|shall|uses?|collects?|provides?|does|has|makes?)\b")
_ARTICLE = re.compile(
    r"\b(?:the|an?|any|each|every|such|this|that|its|your|our)\s+$", re.IGNORECASE
)
"""What stands before a thing's name, and before no company's."""

_USED_BEFORE = 24
"""How far before a name the words may stand that say it is used, in characters."""

# Most names neither act nor are used: one search passes them all by, without a look at each.
_USED_LAST = (
    r"(?:use|ing|ess|oad|ute|ify|une)",
    *(r"(?:rtion|rsion|sions|utput|tputs|ative|tives|opies)\sof", r"\buse\sof", r"\s\sof", r"\s"),
)
_MAY_BE_USED = "|".join(
    rf"(?<={last}\s{article}[A-Z])" for article in ("", r"the\s") for last in _USED_LAST
)
_ACTING = re.compile(
    rf"{_CAPITAL}(?:((?<=[defgsy\s]\s[A-Z])(?:{_MAY_BE_USED}))|)"
    rf"{_NAME_ON}(?(1)|(?={_GRANTS.pattern}|{_ACTS.pattern}))"
)
"""A name that may act or be used; it is preceded by the last letters of what `_USED` reads."""

_LABEL = re.compile(r"^(?:Section|Article|Clause)\s+\d[\d.]*\s+")
"""What stands before a name that opens a section: "Section 1. Acme grants …"."""

_MOST_WORDS = 4
_LONGEST_ROW = 60
"""How many words a name has at the most, and how far before it the row that it may be cut from is
looked for, in characters."""


def mentions(paragraph: str) -> tuple[tuple[str, str], ...]:
    """Return the names that act or are used in a paragraph, each with ``WE``, ``THING`` or ``ACTS``."""
    read = list(_read(paragraph, _ACTING))
    if not all(_is_whole(paragraph, name) for name, _ in read):
        read = list(_read(paragraph, _NAME))
    return tuple((_LABEL.sub("", name[0]).rstrip("."), kind) for name, kind in read)


def _read(paragraph: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the names that a pattern finds, and that act or are used, with what they do."""
    for name in pattern.finditer(paragraph):
        if kind := _kind(paragraph, name, pattern is _NAME or name[1] is not None):
            yield name, kind


def _is_whole(text: str, name: re.Match[str]) -> bool:
    """Whether no row of capitalised words stands before a name that it would be cut from otherwise.

    A row longer than a name is cut into names from its beginning.
    """
    start = name.start()
    first = max(0, start - _LONGEST_ROW)
    before = text[first:start]
    empty_line = before.rfind("\n\n")
    words = before[empty_line + 1 :].split()
    if empty_line < 0 and first:
        del words[:1]  # it may be but the end of a word
    row = len(name[0].split())
    for word in reversed(words):
        if word.islower() and not word[0].isdigit():
            return row <= _MOST_WORDS
        row += 1
    return row <= _MOST_WORDS and (empty_line >= 0 or not first)


def _kind(paragraph: str, name: re.Match[str], may_be_used: bool) -> str:
    """Return what a name does in a paragraph: ``WE``, ``THING``, ``ACTS``, or nothing."""
    if _GRANTS.match(paragraph, name.end()):
        return "WE"
    start = name.start()
    if may_be_used and _USED.search(paragraph, max(0, start - _USED_BEFORE), start):
        return "THING"
    acts = _ACTS.match(paragraph, name.end()) and not _has_article(paragraph, start)
    return "ACTS" if acts else ""


def _has_article(text: str, at: int) -> bool:
    return _ARTICLE.search(text, max(0, at - 8), at) is not None
