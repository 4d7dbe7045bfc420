"""Tell in words how a text differs from a known licence: what was added, what was taken away.

In: the words of both. Out: runs of words, in the order of the text. What never counts as a change
(SPDX matching guidelines): the licence's title, copyright notices, list bullets and numbers,
spellings that are the same word. Of texts of which no words are kept, only what was added can be shown, and how much is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np

from licensescan.licenses.matching import operative_words, spellings
from licensescan.licenses.words import RUN, grams_of

if TYPE_CHECKING:
    from licensescan.licenses.words import Grams

# Two texts this different are not compared word by word: it would take long and say little.
_WIDEST_GAP = 400
_BULLET_DIGITS = 2
_NOTICE_WORDS = 25
_NOTICE_STARTS = (b"copyright", b"portions", b"c")


@dataclass(frozen=True, slots=True)
class Change:
    """One run of words that differs.

    Attributes:
        start: First word of the text that was added (or before which words are gone).
        end: One past the last word that was added.
        removed: Words of the licence that are not there.
        missing: How many words are gone, where it is not known which.
    """

    start: int
    end: int
    removed: tuple[bytes, ...] = ()
    missing: int = 0


def compare(
    words: Sequence[bytes], known: Sequence[bytes], title: Collection[bytes] = ()
) -> list[Change]:
    """Return how a text differs from the words of a licence.

    Args:
        words: Of the text.
        known: Of the licence.
        title: Words of the licence's names, which may head the text or be missing there.
    """
    text, licence = [_same(x) for x in words], [_same(x) for x in known]
    return [
        Change(b, b_end, tuple(known[a:a_end]))
        for a, a_end, b, b_end in _gaps(licence, text)
        if not _is_idle(licence[a:a_end], title if a == 0 else ())
        or not _is_idle(text[b:b_end], title if b == 0 else ())
    ]


def compare_runs(
    words: Sequence[bytes], known: Grams, title: Collection[bytes] = ()
) -> list[Change]:
    """Return what was added to a licence of which only the runs of words are held.

    Args:
        words: Of the text.
        known: Runs of the licence, ascending.
        title: As in `compare`.
    """
    grams = grams_of(words)
    hit = np.isin(grams, known)
    covered = np.zeros(len(words), np.bool_)
    for shift in range(RUN):
        covered[shift : shift + len(grams)] |= hit
    edges = np.flatnonzero(np.diff(np.concatenate(([0], ~covered, [0]))))
    runs = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    added = [Change(a, b) for a, b in runs if not _is_idle(words[a:b], title if a == 0 else ())]
    gone = len(known) - int(np.isin(known, grams).sum()) - (RUN - 1) * len(runs)
    return [*added, *([Change(len(words), len(words), missing=gone)] if gone > 0 else [])]


def _gaps(a: Sequence[bytes], b: Sequence[bytes]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies between the words that both have, as ``a[i:j]`` against ``b[k:l]``."""
    at_a = at_b = 0
    for start_a, start_b, length in _blocks(a, b):
        if start_a > at_a or start_b > at_b:
            yield from _close(a, b, (at_a, start_a, at_b, start_b))
        at_a, at_b = start_a + length, start_b + length


def _blocks(a: Sequence[bytes], b: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of words that both have, in order, found by runs of three; the last is empty."""
    matcher = SequenceMatcher(None, grams_of(a).tolist(), grams_of(b).tolist())
    at_a = at_b = 0
    for start_a, start_b, length in matcher.get_matching_blocks()[:-1]:
        # A block of n runs is n + 2 words, so the next may begin inside it.
        overlap = max(at_a - start_a, at_b - start_b, 0)
        words = length + RUN - 1 - overlap
        if words > 0:
            yield start_a + overlap, start_b + overlap, words
            at_a, at_b = start_a + overlap + words, start_b + overlap + words
    yield len(a), len(b), 0


def _close(
    a: Sequence[bytes], b: Sequence[bytes], gap: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the differences inside a gap, word by word where it is narrow."""
    a_start, a_end, b_start, b_end = gap
    if max(a_end - a_start, b_end - b_start) > _WIDEST_GAP:
        yield gap
        return
    matcher = SequenceMatcher(None, a[a_start:a_end], b[b_start:b_end], autojunk=False)
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag != "equal":
            yield a_start + i, a_start + j, b_start + k, b_start + n


def _is_idle(run: Sequence[bytes], title: Collection[bytes]) -> bool:
    """Return whether words that only one side has are no difference by the guidelines."""
    start = next((i for i, x in enumerate(run) if x not in title), len(run))
    rest = run[start:]
    return _is_notice(rest) or all(_is_bullet(x) for x in rest)


def _is_bullet(word: bytes) -> bool:
    return len(word) == 1 or (word.isdigit() and len(word) <= _BULLET_DIGITS)


def _is_notice(run: Sequence[bytes]) -> bool:
    """Return whether a run is a copyright notice: it begins so and speaks of nothing else."""
    if not run or len(run) > _NOTICE_WORDS or run[0] not in _NOTICE_STARTS:
        return False
    return not any(x in operative_words() for x in run)


def _same(word: bytes) -> bytes:
    return spellings().get(word, word)
