"""Tell which licence a text is: exactly, nearly with these changes, or none that is known.

In: any text. Out: matches, the one that explains most of the text first. Exact is decided by the
normalised words, near by the runs of three words in common, so that wrapping, markup, quotes and
copyright lines do not count. Nothing heavier than numpy is imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from licensescan.licenses import changes
from licensescan.licenses.catalog import catalog
from licensescan.licenses.changes import Change, operative_hashes
from licensescan.licenses.index import Index, index
from licensescan.licenses.matching import operative_words
from licensescan.licenses.picking import LEAST_SHARE, Pick, picks
from licensescan.licenses.values import Match
from licensescan.licenses.wording import spelled
from licensescan.licenses.words import (
    RUN,
    digest_of,
    grams_of,
    hashes_of,
    kinds_of,
    spans_of,
    words_of,
)

if TYPE_CHECKING:
    from licensescan.licenses.words import Grams

# Runs of a licence that stand this many words apart belong to different places of the text.
WIDEST_HOLE = 80
# A text that lacks more than this share of a licence's words has not its sense any more.
_REMOVED_SHARE = 0.05
# As many words before a place tell a reader which place it is.
_ANCHOR = 3
# Characters that list signs and their numbers take at the start of a line.
_MARKUP = 24
NONE = Match(None, "", 0.0, "none")


@dataclass(frozen=True, slots=True)
class Found:
    """One licence found in a text.

    Attributes:
        match: Which, and how well.
        start: First character of its words.
        end: One past the last.
        same: Whether its terms are unchanged: no word that permits, forbids or obliges was added
            or taken away.
    """

    match: Match
    start: int
    end: int
    same: bool = True


def identify(
    text: str, *, among: Index | None = None, show_changes: bool = True
) -> tuple[Match, ...]:
    """Return which licences a text is or holds, the one that explains most first.

    Args:
        text: Any text.
        among: The known texts; those that ship with the program when None.
        show_changes: Whether to compare word by word, which takes some milliseconds.

    Returns:
        At least one match; the only one has ``match="none"`` where no licence is close.
    """
    doc = _Doc(text, among or index())
    if exact := doc.exact():
        return (exact,)
    chosen = picks(doc.known.spread(kinds_of(doc.grams)))
    if not chosen:
        return _named(text) or (NONE,)
    if show_changes:
        return tuple(x.match for x in _compared(doc, chosen))
    return tuple(_near(doc.known, x, _is_whole(x, len(chosen))) for x in chosen)


def find(text: str, *, among: Index | None = None, page: bool = False) -> tuple[Found, ...]:
    """Return the licences whose words a text holds, in the order of the text.

    Args:
        text: Any text.
        among: The known texts; those that ship with the program when None.
        page: Whether the text is a page on something else, of whose words only a licence's own
            are to be held against it.
    """
    doc = _Doc(text, among or index())
    if exact := doc.exact():
        return (Found(exact, 0, len(text)),)
    chosen = picks(doc.known.spread(kinds_of(doc.grams)))
    found = [_found(doc, x, chosen, False) for x in chosen] if page else _compared(doc, chosen)
    return tuple(sorted(found, key=lambda x: x.start))


class _Doc:
    """A text, prepared once: words, their places and runs."""

    def __init__(self, text: str, known: Index) -> None:
        self.text = text
        self.known = known
        self.words = words_of(text)

    @cached_property
    def grams(self) -> Grams:
        return grams_of(self.words)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        return spans_of(self.text)

    def exact(self) -> Match | None:
        """Return the licence whose words these are, all of them and no other."""
        rows = self.known.by_digest.get(digest_of(self.words))
        if not rows:
            return None
        first, *others = (self.known.ids[x] for x in rows)
        return Match(first, catalog().name_of(first), 1.0, "exact", tuple(others))


def _near(known: Index, pick: Pick, whole: bool) -> Match:
    license_id = known.ids[pick.row]
    also = tuple(known.ids[x] for x in pick.also)
    score = pick.share if whole else pick.held
    return Match(license_id, catalog().name_of(license_id), score, "near", also)


def _is_whole(pick: Pick, count: int) -> bool:
    """Return whether all words of a text are to be held against the licence."""
    return count == 1 and pick.share >= LEAST_SHARE


def _compared(doc: _Doc, chosen: list[Pick]) -> list[Found]:
    """Compare a text with each licence in it; what stands between them is held against one."""
    found = [_found(doc, x, chosen, _is_whole(x, len(chosen))) for x in chosen]
    inside = sum(x.end - x.start for x in found)
    # In a page that holds a licence, the other words are no part of it.
    if len(found) == 1 or inside * 2 < len(doc.text):
        return found
    order = sorted(range(len(found)), key=lambda i: found[i].start)
    ends = [0, *(found[i].end for i in order)]
    starts = [*(found[i].start for i in order), len(doc.text)]
    for number, (start, end) in enumerate(zip(ends, starts, strict=True)):
        between = " ".join(doc.text[start:end].split())
        if any(x in operative_words() for x in words_of(between)):
            at = order[max(number - 1, 0)]
            added = (*found[at].match.changes, ("added", between))
            near = replace(found[at].match, match="near", changes=added)
            found[at] = replace(found[at], match=near, same=False)
    return found


def _found(doc: _Doc, pick: Pick, chosen: list[Pick], whole: bool) -> Found:
    """Compare a text, or the place in it where a licence stands, with that licence."""
    grams = doc.known.grams_in(pick.row)
    place = _place(doc, grams, [x.row for x in chosen if x.row != pick.row])
    start, end = (0, len(doc.words)) if whole else place
    inside = doc.words[start:end]
    license_id = doc.known.ids[pick.row]
    spans = doc.spans
    leading = _leading(doc.text, spans[start:end])
    edits = changes.compare(inside, doc.known.hashes_in(pick.row), _title(license_id), leading)
    match = _near(doc.known, pick, whole)
    if edits:
        held = spelled(license_id) if any(x.removed for x in edits) else {}
        match = replace(match, changes=tuple(_shown(doc.text, spans[start:end], edits, held)))
    else:
        match = replace(match, match="exact", score=1.0)
    same = _is_same(inside, edits, len(grams))
    return Found(match, spans[place[0]][0], spans[place[1] - 1][1], same)


def _title(license_id: str) -> frozenset[bytes]:
    row = catalog().row(license_id)
    names = (row.name, *row.aliases) if row else ()
    return frozenset(x for name in (*names, "the license licence") for x in words_of(name))


def _leading(text: str, spans: list[tuple[int, int]]) -> list[bool]:
    """Return for each word whether nothing but signs and numbers stands before it in its line."""
    # One line more before the text, so that its first word has a line's start before it too.
    text = "\n" + text
    before = (text[max(start - _MARKUP, 0) : start + 1].rpartition("\n") for start, _ in spans)
    return [bool(mark) and not any(x.isalpha() for x in said) for _, mark, said in before]


def _place(doc: _Doc, known: Grams, others: list[int]) -> tuple[int, int]:
    """Return where in a text a licence stands: first word, one past the last.

    Where the text holds other licences too, only runs that these do not have tell.
    """
    own = known
    if others:
        foreign = np.concatenate([doc.known.grams_in(x) for x in others])
        own = known[~np.isin(known, foreign)]
    hits = np.flatnonzero(np.isin(doc.grams, own))
    if not len(hits):
        return 0, len(doc.words)
    groups = np.split(hits, np.flatnonzero(np.diff(hits) > WIDEST_HOLE) + 1)
    largest = max(len(x) for x in groups)
    # Runs that any licence has ("the terms of") stand in other places of the text too.
    kept = [x for x in groups if len(x) * 4 >= largest]
    return int(kept[0][0]), int(kept[-1][-1]) + RUN


def _shown(
    text: str, spans: list[tuple[int, int]], edits: list[Change], held: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    """Yield each change in words.

    Args:
        text: The text.
        spans: Where the words that were compared stand in it.
        edits: What differs.
        held: Words of the licence by their hashes, as far as they are at hand.
    """

    def quote(start: int, end: int) -> str:
        return " ".join(text[spans[start][0] : spans[end - 1][1]].split())

    for edit in edits:
        if edit.removed and all(x in held for x in edit.removed):
            yield "removed", " ".join(held[x] for x in edit.removed)
        elif edit.removed:
            count = f"{len(edit.removed)} word{'s' if len(edit.removed) > 1 else ''}"
            before = quote(max(edit.start - _ANCHOR, 0), edit.start) if edit.start else ""
            yield "removed", f"… {before} [{count}]" if before else f"[{count} at the start]"
        if edit.end > edit.start:
            yield "added", quote(edit.start, edit.end)


def _is_same(words: list[bytes], edits: list[Change], size: int) -> bool:
    operative = operative_hashes()
    gone = sum(len(x.removed) for x in edits)
    touched = (w for x in edits for w in (*x.removed, *hashes_of(words[x.start : x.end])))
    return gone <= size * _REMOVED_SHARE and not any(w in operative for w in touched)


def _named(text: str) -> tuple[Match, ...]:
    """Return the licences that a text names without having their words."""
    from licensescan.licenses.pointers import points_to

    ids = dict.fromkeys(x.id for group in points_to(text) for x in group if x.id)
    return tuple(Match(x, catalog().name_of(x), 0.0, "near", named=True) for x in ids)
