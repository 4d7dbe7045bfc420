"""Enumerations within one paragraph, such as "You shall not: (i) sell it; (ii) rent it".

In: a stretch of a text. Out: `Piece`s in order: what leads in, the items, what comes after. Leaves
alone what only looks like an enumeration: "Section 2(a)", "one (1) copy", "(a) and (b) above", and
a condition's parts, which are no provisions of their own ("If you (i) sell or (ii) rent it, …").

What follows the last item within its sentence stays with that item ("(ii) rent it, in each case
without notice"); the sentences after it are a piece of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from licensescan.documents.kept import kept
from licensescan.documents.markers import readings_of
from licensescan.documents.sentences import first_sentence_end, last_sentence


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


Span = tuple[int, int]


class Piece(NamedTuple):
    """A part of a paragraph.

    Attributes:
        start: First character of its own words.
        end: One past the last.
        marker_start: Where its marker begins; ``start`` if it has none.
        is_item: Whether it is an item of an enumeration.
        lead_ins: Spans of what leads into it, outermost first.
    """

    start: int
    end: int
    marker_start: int
    is_item: bool
    lead_ins: tuple[Span, ...]


class _Hit:
    """A marker in running text, with the enumerations within its item."""

    __slots__ = ("after", "inner", "readings", "start", "style")

    def __init__(self, found: re.Match[str]) -> None:
        self.start, self.after = found.span()
        self.style = "()" if found[0][0] == "(" else ")"
        self.readings = readings_of(found[found.lastindex or 0])
        self.inner: list[list[_Hit]] = []


# The bracket stands first so that a search for it is fast.
_BRACKETED = re.compile(
    r"\((?<![\w)\]]\()(\d{1,2}|[a-zA-Z]|[ivx]{2,5}|[IVX]{2,4})\)(?=[\s\"\u201cA-Za-z])"
)
_HALF = re.compile(r"(?<!\S)(\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\)(?=\s)")
_LONGEST_HALF = 5
"""Characters of a number with one bracket, and of what stands before it."""
_HALF_FIRST = re.compile(r"\)(?<=[1ai]\))\s")
_PAREN = re.compile(r"[()]")
# A number or letter after one of these is a reference, or repeats a number in figures.
_REFERS = re.compile(
    r"(?:\b(?:sections?|subsections?|clauses?|sub-?clauses?|paragraphs?|sub-?paragraphs?|articles?|"
    r"items?|parts?|points?|exhibits?|schedules?|rules?|annex|see|under|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)|§)\s*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?:if|when|whenever|where|unless|in the event|in case|to the extent|provided that|upon|"
    r"should|once|as long as|so long as)\b",
    re.IGNORECASE,
)
# A lead-in needs something that acts, or the items would lose it.
_ACTS = re.compile(
    r"\b(?:may|must|shall|will|can|cannot|not|is|are|be|been|has|have|means?|agrees?|grants?|"
    r"includ\w+|to|prohibited|requires?|represents?|warrants?|provided|applies|following|for|by)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_DEEPEST = 5
_FILLERS = _words("and or to through and/or")
_CLOSED = re.compile(r"[.!?][\"”’)]?$")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s+[\"“(]?[A-Z]")


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """Return the parts of a paragraph in order; none where it enumerates nothing."""
    pieces = _pieces(text[start:end]) if text.find(")", start, end) >= 0 else ()
    return [_shifted(piece, start) for piece in pieces]


@kept(most=4096)
def _pieces(words: str) -> tuple[Piece, ...]:
    """Return the parts of a paragraph, counted from its first character; none if it is one whole."""
    lists = _lists(words, 0, len(words))
    return tuple(_Splitter(words).split(lists, 0, len(words), (), False)) if lists else ()


def _shifted(piece: Piece, by: int) -> Piece:
    start, end, marker_start, is_item, lead_ins = piece
    leads = tuple((begin + by, stop + by) for begin, stop in lead_ins)
    return Piece(start + by, end + by, marker_start + by, is_item, leads)


def _lists(text: str, start: int, end: int) -> list[list[_Hit]]:
    """Return the outermost enumerations of a paragraph."""
    hits = [_Hit(found) for found in _BRACKETED.finditer(text, start, end)]
    if _HALF_FIRST.search(text, start, end):
        hits += _half_bracketed(text, start, end)
        hits.sort(key=attrgetter("start"))
    if len(hits) < 2:
        return []
    enclosed = _enclosed(text, start, end)
    hits = [
        hit
        for hit in hits
        if hit.readings
        and hit.start not in enclosed
        and not _REFERS.search(text, max(start, hit.start - 16), hit.start)
    ]
    standing: list[list[_Hit]] = []
    for found in _sequences(text, hits, _sentence_ends(text, start, end)):
        if _stands(text, start, found):
            standing.append(found)
        start = found[-1].after
    return standing


def _half_bracketed(text: str, start: int, end: int) -> list[_Hit]:
    """Return the markers with one bracket, "a)"; the search is from bracket to bracket."""
    hits: list[_Hit] = []
    after, at = start, text.find(")", start, end)
    while at >= 0:
        if found := _HALF.search(text, max(after, at - _LONGEST_HALF), min(at + 2, end)):
            hits.append(_Hit(found))
        after, at = at + 1, text.find(")", at + 1, end)
    return hits


def _sentence_ends(text: str, start: int, end: int) -> list[int]:
    return [found.start() for found in _SENTENCE_END.finditer(text, start, end)]


def _enclosed(text: str, start: int, end: int) -> frozenset[int]:
    """Return where parentheses open that stand within others."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _PAREN.finditer(text, start, end):
        if found[0] == "(":
            stack.append(found.start())
        elif stack:
            pairs.append((stack.pop(), found.start()))
    inner: set[int] = set()
    close = -1
    for opening, closing in sorted(pairs):
        if opening < close:
            inner.add(opening)
        else:
            close = closing
    return frozenset(inner)


def _sequences(text: str, hits: list[_Hit], ends: list[int]) -> list[list[_Hit]]:
    """Nest markers by their sequence; (i) after (h) is a letter, after (b) a roman numeral."""
    outer: list[list[_Hit]] = []
    running: list[list[_Hit]] = []
    for hit in hits:
        levels = reversed(range(len(running)))
        level = next((at for at in levels if _follows(running[at], hit)), None)
        if level is not None:
            del running[level + 1 :]
            _append(text, running[level], hit)
        elif any(value == 1 for _, value in hit.readings):
            while running and _ended(ends, running[-1], hit):
                running.pop()
            if len(running) < _DEEPEST:
                items = [hit]
                (running[-1][-1].inner if running else outer).append(items)
                running.append(items)
    return _pruned(outer)


def _follows(items: list[_Hit], hit: _Hit) -> tuple[str, int] | None:
    """Return the reading by which a marker follows the last of a list."""
    last = items[-1]
    if last.style != hit.style:
        return None
    return next((r for r in hit.readings if (r[0], r[1] - 1) in last.readings), None)


def _append(text: str, items: list[_Hit], hit: _Hit) -> None:
    """Add an item to its list, unless no words stand before it: "(a) and (b) above"."""
    reading = _follows(items, hit)
    if reading and _words_between(text, items[-1], hit):
        hit.readings = (reading,)
        items.append(hit)


def _ended(ends: list[int], items: list[_Hit], hit: _Hit) -> bool:
    """Whether a list whose items are parts of one sentence ended with it, above a marker.

    Args:
        ends: Where sentences end, in order.
        items: The list.
        hit: The marker.
    """
    within = bisect_left(ends, items[0].after), bisect_left(ends, items[-1].start)
    after = bisect_left(ends, items[-1].after), bisect_left(ends, hit.start)
    return within[0] == within[1] and after[0] < after[1]


def _words_between(text: str, before: _Hit, hit: _Hit) -> bool:
    words = _WORD.findall(text[before.after : min(hit.start, before.after + 60)])
    return any(word.lower() not in _FILLERS for word in words)


def _pruned(lists: list[list[_Hit]]) -> list[list[_Hit]]:
    """Return the lists of two items or more; what stands within a single one moves outwards."""
    kept: list[list[_Hit]] = []
    for items in lists:
        for hit in items:
            hit.inner = _pruned(hit.inner)
        if len(items) > 1:
            kept.append(items)
        else:
            kept.extend(items[0].inner)
    return kept


def _stands(text: str, start: int, items: list[_Hit]) -> bool:
    """Whether an enumeration's items are provisions that can stand alone under their lead-in."""
    at = items[0].start
    if not text[start:at].strip():
        return True
    begin, stop = last_sentence(text, start, at)
    lead = text[begin:stop].rstrip()
    if lead.endswith(":"):
        return True
    return not _CONDITION.match(lead) and _ACTS.search(lead) is not None


class _Splitter:
    """Turns nested enumerations into pieces."""

    def __init__(self, text: str) -> None:
        self.text = text

    def split(
        self, lists: list[list[_Hit]], start: int, end: int, leads: tuple[Span, ...], item: bool
    ) -> list[Piece]:
        """Return the pieces of a stretch.

        Args:
            lists: The enumerations in it, in order.
            start: First character of the stretch.
            end: One past its last.
            leads: What leads into the stretch.
            item: Whether the stretch is an item itself.
        """
        pieces: list[Piece] = []
        queue = list(lists)
        cursor = start
        while queue:
            items = [hit for hit in queue.pop(0) if hit.start < end]
            if not items:
                break
            own = self._own(cursor, items[0].start)
            inner = leads
            if own:
                pieces.append(Piece(*own, own[0], item and cursor == start, leads))
                lead = last_sentence(self.text, *own)
                closed = _CLOSED.search(self.text, max(lead[0], lead[1] - 4), lead[1])
                inner = leads if closed else (*leads, lead)
            for hit, after in zip(items, [*items[1:], None], strict=True):
                stop = after.start if after else self._last_end(items, end, queue)
                pieces.extend(self._item(hit, stop, inner))
                cursor = stop
        rest = self._own(cursor, end)
        if rest:
            pieces.append(Piece(*rest, rest[0], item and cursor == start, leads))
        return pieces

    def _item(self, hit: _Hit, stop: int, leads: tuple[Span, ...]) -> list[Piece]:
        pieces = self.split(hit.inner, hit.after, stop, leads, True)
        if pieces:
            pieces[0] = pieces[0]._replace(marker_start=hit.start)
        return pieces

    def _last_end(self, items: list[_Hit], end: int, queue: list[list[_Hit]]) -> int:
        """Return where the last item ends: with its sentence, or with the stretch.

        Enumerations that begin after it move from the item into the queue, those that begin
        within it from the queue into the item.
        """
        last = items[-1]
        spans = [(hit.after, after.start) for hit, after in pairwise(items)]
        if any(_SENTENCE_END.search(self.text, *span) for span in spans):
            if not queue:
                return end
            stop = last_sentence(self.text, last.after, queue[0][0].start)[0]
            return stop if stop > last.after else queue[0][0].start
        waiting = [*last.inner, *queue]
        last.inner = []
        stop = first_sentence_end(self.text, last.after, end)
        while waiting and waiting[0][0].start < stop:
            inner = waiting.pop(0)
            last.inner.append(inner)
            stop = max(stop, first_sentence_end(self.text, inner[-1].after, end))
        queue[:] = waiting
        return stop

    def _own(self, start: int, end: int) -> Span | None:
        """Return a stretch without outer white space; None if no word is left."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return (start, end) if any(map(str.isalnum, self.text[start:end])) else None
