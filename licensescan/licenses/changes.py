"""Tell how a text differs from a known licence: what was added, and where what was taken away.

In: the words of the text, the hashes of those of the licence. Out: runs of words, in the order of
the text. What never counts as a change (SPDX matching guidelines): the licence's title, copyright
notices, list bullets and numbers, spellings that are the same word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from string import ascii_lowercase

from licensescan.licenses.matching import operative_words, spellings
from licensescan.licenses.words import RUN, hashes_of

# Two texts this different are not compared word by word: it would take long and say little.
_WIDEST_GAP = 400
_NOTICE_WORDS = 25
_NOTICE_STARTS = frozenset(hashes_of((b"copyright", b"portions", b"c")))
_LETTERS = frozenset(hashes_of([x.encode() for x in ascii_lowercase]))
_NUMBERS = frozenset(hashes_of([str(x).encode() for x in range(100)]))


@dataclass(frozen=True, slots=True)
class Change:
    """One run of words that differs.

    Attributes:
        start: First word of the text that was added (or before which words are gone).
        end: One past the last word that was added.
        removed: Hashes of the words of the licence that are not there.
    """

    start: int
    end: int
    removed: tuple[int, ...] = ()


def compare(
    words: Collection[bytes],
    known: Sequence[int],
    title: Collection[bytes],
    leading: Sequence[bool],
) -> list[Change]:
    """Return how a text differs from a licence.

    Args:
        words: Of the text.
        known: Hashes of the words of the licence.
        title: Words of the licence's names, which may head the text or be missing there.
        leading: For each word of the text, whether it begins a line: a number there, or gone from
            there, may be that of a list; any other says something.
    """
    text, licence = [_same(x) for x in hashes_of(words)], [_same(x) for x in known]
    head = frozenset(hashes_of(title))
    starts = [*leading, True]
    return [
        Change(b, b_end, tuple(known[a:a_end]))
        for a, a_end, b, b_end in _gaps(licence, text)
        if not _is_idle(licence[a:a_end], head if a == 0 else (), [starts[b]] * (a_end - a))
        or not _is_idle(text[b:b_end], head if b == 0 else (), starts[b:b_end])
        or _is_other_number(licence[a:a_end], text[b:b_end])
    ]


@cache
def operative_hashes() -> frozenset[int]:
    """Return the hashes of the words without which a sentence changes nobody's rights."""
    return frozenset(hashes_of(operative_words()))


def _gaps(a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies between the words that both have, as ``a[i:j]`` against ``b[k:l]``."""
    at_a = at_b = 0
    for start_a, start_b, length in _blocks(a, b):
        if start_a > at_a or start_b > at_b:
            yield from _close(a, b, (at_a, start_a, at_b, start_b))
        at_a, at_b = start_a + length, start_b + length


def _blocks(a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of words that both have, in order, found by runs of three; the last is empty."""
    matcher = SequenceMatcher(None, _runs(a), _runs(b))
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
    a: Sequence[int], b: Sequence[int], gap: tuple[int, int, int, int]
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


def _runs(hashes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return each run of three words."""
    return list(zip(*(hashes[i:] for i in range(RUN)), strict=False))


def _is_idle(run: Sequence[int], title: Collection[int], leading: Sequence[bool]) -> bool:
    """Return whether words that only one side has are no difference by the guidelines."""
    start = next((i for i, x in enumerate(run) if x not in title), len(run))
    rest = run[start:]
    return _is_notice(rest) or all(
        x in _LETTERS or (first and x in _NUMBERS)
        for x, first in zip(rest, leading[start:], strict=True)
    )


def _is_other_number(gone: Sequence[int], new: Sequence[int]) -> bool:
    """Return whether a number stands where the licence has another one."""
    before, after = _NUMBERS.intersection(gone), _NUMBERS.intersection(new)
    return bool(before and after and before != after)


def _is_notice(run: Sequence[int]) -> bool:
    """Return whether a run is a copyright notice: it begins so and speaks of nothing else."""
    if not run or len(run) > _NOTICE_WORDS or run[0] not in _NOTICE_STARTS:
        return False
    return not any(x in operative_hashes() for x in run)


@cache
def _spellings() -> dict[int, int]:
    rows = spellings()
    return dict(zip(hashes_of(rows), hashes_of(list(rows.values())), strict=True))


def _same(word: int) -> int:
    return _spellings().get(word, word)
