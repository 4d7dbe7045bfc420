"""Compare the language versions of one licence that stand in one document.

In: a text and its reading. Out: the reading with every provision in another language unread, but
for a version that says section by section what the English one says. Whether it does is told by
its build alone (one block, the same numbers, sections of like length, no figure of its own), and
only where no version is said to prevail over the English.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from licensescan.clauses.values import Reading, Unread
from licensescan.documents import language_of
from licensescan.documents.outline import Provision, outline

_ENGLISH = ("en", "und")
_FEWEST_SECTIONS = 3
_LONGEST_LABEL = 5
"""Words of a heading without letters of another script, such as a name, may stand in any version."""
_LATIN = 3
"""Letters of Latin names for each of another script, above which a provision is in English."""
_LONGEST_TITLE = 12
"""Words in English that may stand before the block: the title of both versions."""
_LEAST, _MOST = 0.65, 1.3
"""Length of a section against that of its English, where the middle one of all sections counts as 1. In eight
licences in two languages (2026-11) the sections that match have 0.79 to 1.27."""
_SLACK = 30
"""Characters by which a short section may differ more."""
_TITLE = 100
"""Characters before the first section that are no more than a title with a date."""
_NUMBER = re.compile(r"\b(\d{1,4})(?:\.\S*)?$")
_DOTTED = re.compile(r"\d+(?:\.\w+)+$")
_FIGURE = re.compile(
    r"(?<![\d.])(\d[\d,]{0,20})\s*(万|萬|亿|億|thousand|million|billion)?", re.IGNORECASE
)
_DATE = re.compile(r"\d{4}\s*[年년]\s*\d{1,2}\s*[月월](?:\s*\d{1,2}\s*[日일])?")
_TIMES = {
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
    "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_PREVAILS = re.compile(
    r"\b(?:prevail|control|govern|authoritative|binding|precedence|reference only)", re.IGNORECASE
)
_VERSION = re.compile(
    r"\b(?:version|translation|language)s?\b"
    r"|\b(?:Chinese|Japanese|Korean|French|German|Spanish|Italian|Russian|original) text\b",
    re.IGNORECASE,
)
_ENGLISH_PREVAILS = re.compile(
    r"\bEnglish\b(?:\W+\w+){0,4}\W+(?:prevail|control|govern)", re.IGNORECASE
)
_OTHER_PREVAILS = re.compile(r"[为為]准|[为為]準|優先|우선")


def with_versions(text: str, reading: Reading) -> tuple[Reading, str]:
    """Return a reading in which provisions in other languages are unread or told to be repeated.

    Returns:
        The reading, and the language of the version that repeats the English one; empty if none.
    """
    if reading.language not in _ENGLISH or text.isascii():
        return reading, ""
    provisions = outline(text)
    foreign = [one for one in provisions if _language(text, one) not in _ENGLISH]
    if not foreign:
        return reading, ""
    ours = {(one.start, one.end) for one in foreign}
    kept = [one for one in reading.unread if (one.start, one.end) not in ours]
    if _is_repeated(text, provisions, foreign):
        return replace(reading, unread=tuple(kept)), _language(text, max(foreign, key=_length))
    kept += [Unread(one.start, one.end, text[one.start : one.end], one.section) for one in foreign]
    return replace(reading, unread=tuple(sorted(kept, key=lambda one: one.start))), ""


def _language(text: str, provision: Provision) -> str:
    return language_of(text[provision.start : provision.end])


def _length(provision: Provision) -> int:
    return provision.end - provision.start


def _is_repeated(text: str, provisions: Sequence[Provision], foreign: Sequence[Provision]) -> bool:
    """Whether what is not in English is a version of all that is."""
    first, last = provisions.index(foreign[0]), provisions.index(foreign[-1]) + 1
    before = _words(text, provisions[:first])
    if len(before.split()) > _LONGEST_TITLE and last < len(provisions):
        return False  # English before and behind it: parts of one text
    block, english = provisions[first:last], [*provisions[:first], *provisions[last:]]
    strays = [one for one in block if _language(text, one) in _ENGLISH]
    if any(_is_english(text, one) for one in strays):
        return False
    words = {name: _words(text, part) for name, part in (("other", block), ("english", english))}
    return (
        _same_build(text, block, english)
        and _figures(words["other"]) <= _figures(words["english"])
        and not _other_prevails(words["english"], words["other"])
    )


def _is_english(text: str, provision: Provision) -> bool:
    words = text[provision.start : provision.end]
    letters = [letter for letter in words if letter.isalpha()]
    latin = sum(map(str.isascii, letters))
    return latin > _LATIN * (len(letters) - latin) and len(words.split()) >= _LONGEST_LABEL


def _words(text: str, provisions: Iterable[Provision]) -> str:
    return "\n".join(text[one.start : one.end] for one in provisions)


def _same_build(text: str, other: Sequence[Provision], english: Sequence[Provision]) -> bool:
    if not _labels(other) <= _labels(english):
        return False
    theirs, ours = _sections(text, other), _sections(text, english)
    if max(theirs.get(0, 0), ours.get(0, 0)) <= _TITLE:
        theirs.pop(0, None)
        ours.pop(0, None)
    if len(theirs) < _FEWEST_SECTIONS or theirs.keys() != ours.keys():
        return False
    scale = median(length / max(ours[at], 1) for at, length in theirs.items())
    return all(
        _LEAST * scale * ours[at] - _SLACK * scale
        <= length
        <= _MOST * scale * ours[at] + _SLACK * scale
        for at, length in theirs.items()
    )


def _labels(provisions: Iterable[Provision]) -> set[str]:
    """Return the numbers of items below a section, such as ``2.1``."""
    found = (_DOTTED.search(one.section) for one in provisions)
    return {match[0] for match in found if match}


def _sections(text: str, provisions: Iterable[Provision]) -> dict[int, int]:
    """Return how many characters each numbered section has; 0 is what stands before the first."""
    lengths: defaultdict[int, int] = defaultdict(int)
    at = 0
    for one in provisions:
        number = _NUMBER.search(one.section)
        if number and int(number[1]) == at + 1:
            at += 1
        lengths[at] += sum(not letter.isspace() for letter in text[one.start : one.end])
    return dict(lengths)


def _figures(words: str) -> set[int]:
    """Return the figures of a text, each as a number.

    >>> _figures("100万 users, 1 million users, 1,000,000 users") == {1_000_000}
    True
    """
    found = _FIGURE.findall(_DATE.sub("", words))
    return {
        int(digits.replace(",", "")) * _TIMES.get(unit.casefold(), 1)
        for digits, unit in found
        if digits.strip(",")
    }


def _other_prevails(english: str, other: str) -> bool:
    """Whether a version is said to prevail that is not the English one."""
    if _OTHER_PREVAILS.search(other):
        return True
    said = [one for one in english.split(".") if _PREVAILS.search(one) and _VERSION.search(one)]
    return not all(_ENGLISH_PREVAILS.search(one) for one in said)
