"""Tell which licence a text is: exactly, nearly with these changes, or none that is known.

In: any text. Out: matches, the one that explains most of the text first. Exact is decided by the
digest of the normalised words, near by the runs of three words in common, so that wrapping,
markup, quotes and copyright lines do not count. Nothing heavier than numpy is imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from licensescan.licenses import changes
from licensescan.licenses.catalog import catalog
from licensescan.licenses.changes import Change
from licensescan.licenses.index import Index, Spread, index
from licensescan.licenses.values import Match
from licensescan.licenses.words import RUN, digest_of, grams_of, spans_of, words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Measured on the texts of the LicenseDB: a copy with 2 % of the words lost, a preface and foreign
# copyright lines keeps 0.38 or more (Dice) and 0.66 or more of the licence's own runs; 1,500
# sections of model cards that hold no licence have at most 0.36 and 0.48.
LEAST_SHARE = 0.5
LEAST_HELD = 0.6
# Below this many runs a text is too short to be known by a part of it.
SHORT = 18
SHORT_SHARE = 0.75
# Siblings this close in score are named too.
CLOSE = 0.004
MOST_LICENSES = 20
# Runs of a licence that stand this many words apart belong to different places of the text.
WIDEST_HOLE = 80
_REMOVED_SHARE = 0.02
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
    known = among or index()
    doc = _Doc(text, known)
    if same := known.by_digest.get(doc.digest):
        return (_exact(known, same),)
    picks = list(_picks(doc))
    if not picks:
        return _named(text) or (NONE,)
    if not show_changes:
        return tuple(x.match(known) for x in picks)
    found = [_found(doc, x, alone=len(picks) == 1) for x in picks]
    return tuple(x.match for x in found)


def find(text: str, *, among: Index | None = None) -> tuple[Found, ...]:
    """Return the licences whose words a text holds, in the order of the text."""
    known = among or index()
    doc = _Doc(text, known)
    if same := known.by_digest.get(doc.digest):
        return (Found(_exact(known, same), 0, len(text)),)
    picks = list(_picks(doc))
    found = [_found(doc, x, alone=len(picks) == 1) for x in picks]
    return tuple(sorted(found, key=lambda x: x.start))


class _Doc:
    """A text, prepared once: words, digest, runs."""

    def __init__(self, text: str, known: Index) -> None:
        self.text = text
        self.known = known
        self.words = words_of(text)
        self.digest = digest_of(self.words)

    @property
    def grams(self) -> NDArray[np.uint32]:
        return grams_of(self.words)


@dataclass(frozen=True, slots=True)
class _Pick:
    """A row that explains a part of a text: its number, its score, rows as close."""

    row: int
    score: float
    also: tuple[int, ...]

    def match(self, known: Index) -> Match:
        names = tuple(known.ids[x] for x in self.also)
        license_id = known.ids[self.row]
        return Match(license_id, catalog().name_of(license_id), self.score, "near", names)


def _picks(doc: _Doc) -> Iterator[_Pick]:
    """Yield the rows that explain a text, each what those before it left over."""
    grams = np.unique(doc.grams)
    spread = doc.known.spread(grams)
    left: NDArray[np.bool_] | None = None
    for _ in range(MOST_LICENSES):
        pick = _best(spread, left)
        if pick is None:
            return
        yield pick
        left = spread.unexplained(pick.row, left)
        # Fewer known runs than this cannot be another licence.
        if left.sum() < SHORT * LEAST_HELD:
            return


def _best(spread: Spread, left: NDArray[np.bool_] | None) -> _Pick | None:
    """Return the row that explains most of what is left of a text, if one is close enough.

    Of siblings the one wins that has most runs in the text and fewest that are not there.
    """
    sizes = spread.index.sizes.astype(np.int64)
    hits = spread.hits(left)
    total = spread.total if left is None else int(left.sum())
    share = 2 * hits / np.maximum(total + sizes, 1)
    held = hits / np.maximum(sizes, 1)
    fits = (sizes >= SHORT) & ((held >= LEAST_HELD) | ((left is None) & (share >= LEAST_SHARE)))
    fits |= (sizes < SHORT) & (share >= SHORT_SHARE)
    if not fits.any():
        return None
    gain = np.where(fits, 2 * hits - sizes, -(10**9))
    row = int(gain.argmax())
    close = np.flatnonzero(fits & (gain >= gain[row] - CLOSE * sizes[row]))
    return _Pick(row, round(float(share[row]), 4), tuple(int(x) for x in close if x != row)[:5])


def _exact(known: Index, rows: list[int]) -> Match:
    first, *others = (known.ids[x] for x in rows)
    return Match(first, catalog().name_of(first), 1.0, "exact", tuple(others))


def _found(doc: _Doc, pick: _Pick, *, alone: bool) -> Found:
    """Compare a text with the licence it is close to.

    Where it is the only licence, all words of the text count; else those in its own place.
    """
    known = doc.known.grams_in(pick.row)
    start, end = (0, len(doc.words)) if alone else _place(doc, known)
    inside = doc.words[start:end]
    licence = doc.known.words_in(pick.row)
    edits = changes.compare(inside, licence) if licence else changes.compare_runs(inside, known)
    spans = spans_of(doc.text)
    match = pick.match(doc.known)
    if edits:
        shown = tuple(_shown(doc.text, spans[start:end], edits))
        match = replace(match, changes=shown)
    elif alone:
        match = replace(match, match="exact", score=1.0)
    first, last = spans[start][0], spans[end - 1][1]
    return Found(match, first, last, _is_same(inside, edits, len(known)))


def _place(doc: _Doc, known: NDArray[np.uint32]) -> tuple[int, int]:
    """Return where in a text most runs of a licence stand: first word, one past the last."""
    hits = np.flatnonzero(np.isin(doc.grams, known))
    groups = np.split(hits, np.flatnonzero(np.diff(hits) > WIDEST_HOLE) + 1)
    largest = max(len(x) for x in groups)
    # Runs that any licence has ("the terms of") stand in other places of the text too.
    kept = [x for x in groups if len(x) * 4 >= largest]
    return int(kept[0][0]), int(kept[-1][-1]) + RUN


def _shown(
    text: str, spans: list[tuple[int, int]], edits: list[Change]
) -> Iterator[tuple[str, str]]:
    for edit in edits:
        if edit.removed:
            yield "removed", b" ".join(edit.removed).decode()
        if edit.missing:
            yield "removed", f"(about {edit.missing} words)"
        if edit.end > edit.start:
            yield "added", " ".join(text[spans[edit.start][0] : spans[edit.end - 1][1]].split())


def _is_same(words: list[bytes], edits: list[Change], size: int) -> bool:
    operative = changes.operative_words()
    gone = sum(len(x.removed) + x.missing for x in edits)
    touched = (w for x in edits for w in (*x.removed, *words[x.start : x.end]))
    return gone <= size * _REMOVED_SHARE and not any(w in operative for w in touched)


def _named(text: str) -> tuple[Match, ...]:
    from licensescan.licenses.pointers import points_to

    names = [x for group in points_to(text) for x in group if x.id]
    return tuple(
        Match(x.id, catalog().name_of(x.id or ""), 0.0, "near", named=True)
        for x in {x.id: x for x in names}.values()
    )
