"""Sentences of a stretch of legal prose, as spans of the untouched text.

In: a text and a stretch of it. Out: spans in order that cover every word of the stretch. Never
splits at a semicolon, inside an address or a version number, or after an abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licensescan.documents.kept import kept


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_OPENERS = _words(
    "the this that these those you your we our it its if in any all no such each upon by for "
    "nothing unless except where when licensee licensor notwithstanding to subject as a an "
    "however neither either both there they he she use please"
)
# A stop with what closes after it, white space, and the first letter of what follows.
# Possessive, and never begun within a row of stops, so that no row is read twice. The search leaps
# from stop to stop because the pattern begins with one.
_STOP = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…]{2})[.!?…]*+[\"”’'»)\]*_]*+(?=\s++[^\w\s]{0,3}(\w))"
    r"|(?<=[。！？])[。！？]*+[”』」）]*+(?=(\S))"
    # "… of this License.You may …": the space is missing
    rf"|(?<=[^\W\d_]{{3}}\.)(?=(?:{'|'.join(sorted(map(str.capitalize, _OPENERS)))})\s))"
)
_LOOK_BACK = 16

# Never the end of a sentence, whatever follows.
_OPEN = _words(
    "e.g i.e eg ie cf vs v viz al sec secs sect art arts para paras pars cl ch fig figs pt pp p "
    "vol approx est incl resp cal bus civ proc c.f.r u.s.c f.a.r stat ann dept mr mrs ms dr prof st hon messrs attn tel rev ed eds op §"
)
# The end of a sentence only where the next word opens one.
_MAYBE = _words(
    "u.s u.s.a u.k e.u u.n inc ltd corp co llc l.l.c l.p b.v n.v s.a s.r.l gmbh plc no nos etc "
    "jr sr a.m p.m d.c ph.d dated jan feb mar apr jun jul aug sep sept oct nov dec"
)
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile('["“”]')
_LONGEST_QUOTATION = 400
"""Characters after which a quotation mark that is not closed is taken for a slip."""
# A number that counts within a sentence: "including 1. …, 2. … and 3. …".
_INLINE_NUMBER = re.compile(r"(?:[,;:]|\b(?:and|or|includ\w+|either|both))\s+\(?(\d{1,2})$")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences within ``text[start:end]``, without outer white space.

    A run-in heading that ends with a stop is a sentence of its own.

    Args:
        text: The whole text.
        start: First character of the stretch.
        end: One past its last character.
    """
    return [(start + begin, start + stop) for begin, stop in _spans(text[start:end])]


@kept(most=8192)
def _spans(words: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of a stretch, counted from its first character."""
    spans: list[tuple[int, int]] = []
    end = len(words.rstrip())
    begin = _skip_space(words, 0, end)
    for stop in _ends(words, begin, end):
        spans.append((begin, stop))
        begin = _skip_space(words, stop, end)
    if begin < end:
        spans.append((begin, end))
    return tuple(spans)


def first_sentence_end(text: str, start: int, end: int) -> int:
    """Return where the first sentence of a stretch ends, without reading beyond it."""
    begin = _skip_space(text, start, end)
    return next(_ends(text, begin, end), end)


def last_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the last sentence of a stretch that holds at least one word."""
    spans = sentences(text, start, end)
    return spans[-1] if spans else (start, end)


def _ends(text: str, begin: int, end: int) -> Iterator[int]:
    """Yield where the sentences of a stretch end; the last one only where it has a stop."""
    quotation = _Quotation(text, end)
    counted = 0
    for stop in _STOP.finditer(text, begin, end):
        if not _ends_sentence(text, begin, stop):
            continue
        if _number_before(text, begin, stop.start()) == counted + 1:
            counted += 1
        elif not quotation.holds(begin, stop.end()):
            yield stop.end()
            begin, counted = _skip_space(text, stop.end(), end), 0


def _number_before(text: str, begin: int, at: int) -> int:
    """Return the number that counts something within a sentence right before a stop; 0 for none."""
    if not text[at - 1 : at].isdecimal():
        return 0
    number = _INLINE_NUMBER.search(text, max(begin, at - _LOOK_BACK), at)
    return int(number[1]) if number else 0


class _Quotation:
    """Tells the stops within a quotation that a sentence opens; reads each character once."""

    __slots__ = ("at", "closing", "end", "opened", "text")

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.at = self.opened = 0
        self.closing = ""

    def holds(self, begin: int, at: int) -> bool:
        """Whether a quotation that the sentence from ``begin`` opens goes on at ``at``."""
        if begin > self.at:
            self.at, self.closing = begin, ""
        for found in _QUOTE.finditer(self.text, self.at, at):
            mark = found[0]
            if mark == self.closing:
                self.closing = ""
            elif not self.closing and mark != "”":
                self.opened, self.closing = found.start(), "”" if mark == "“" else mark
        self.at = at
        last = min(self.end, self.opened + _LONGEST_QUOTATION)
        return bool(self.closing) and self.text.find(self.closing, at, last) >= 0


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    following = stop[1]
    if following is None:  # a full-width stop always ends, and so does one before a known word
        return True
    if following.islower():
        return False
    at, end = stop.span()
    if text[at] != "." or end - at > 1:
        return True
    before = text[max(begin, at - _LOOK_BACK) : at].rsplit(None, 1)
    word = before[-1].lstrip("\"“‘'([*_").lower() if before else ""
    if word in _OPEN or (following.isdecimal() and word in _MAYBE):
        return False
    if len(word) == 1 and word.isalpha():
        return _opens_sentence(text, end)
    if word.isdigit() and len(before[0]) == len(word) and at - len(word) == begin:
        return False  # "2." that opens a stretch is a number, no sentence
    return word not in _MAYBE or _opens_sentence(text, end)


def _opens_sentence(text: str, at: int) -> bool:
    found = _WORD.search(text, at, at + 40)
    return found is not None and found[0].lower() in _OPENERS
