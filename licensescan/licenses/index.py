"""The fingerprints of known texts, and how much of each a text has in it.

In: ``knowledge/fingerprints.npz``, which ``licensescan.licenses.build`` writes, and the runs of
three words of a text. Out: for every known text the share of runs it has in common with that text.
No more of the package is imported than this needs, so that a single file is identified quickly.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from licensescan.resources import read_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from licensescan.licenses.words import Grams

FILE = "knowledge/fingerprints.npz"
DIGEST_BYTES = 16


@dataclass(frozen=True)
class Index:
    """All known texts.

    Attributes:
        ids: Id of each row; ids of rows with the same words stand for one another.
        sizes: How many different runs each row's text has; shape (rows,).
        keys: Hashes of runs, ascending.
        ends: For each key, where its rows end in ``posts``.
        posts: Numbers of the rows that hold a run.
        digests: For each row, the digest of its words.
        hashes: Hashes of the different words of all texts; no word itself is held.
        texts: For each row the numbers of its words' hashes in their order, packed.
        out: Numbers of rows that are left out of all answers.
    """

    ids: tuple[str, ...]
    sizes: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    posts: NDArray[np.uint16]
    digests: tuple[bytes, ...]
    hashes: NDArray[np.uint64]
    texts: tuple[bytes, ...]
    out: frozenset[int] = frozenset()

    @cached_property
    def by_digest(self) -> dict[bytes, list[int]]:
        """Return rows by the digest of their words, the better known id first."""
        held: dict[bytes, list[int]] = {}
        for row, digest in enumerate(self.digests):
            if row not in self.out:
                held.setdefault(digest, []).append(row)
        return held

    def without(self, ids: Collection[str]) -> Index:
        """Return the index as it were if these ids were not known."""
        gone = {row for row, name in enumerate(self.ids) if name in ids}
        fields = {x: getattr(self, x) for x in self.__dataclass_fields__}
        return Index(**{**fields, "out": self.out | gone})

    def spread(self, grams: Grams) -> Spread:
        """Return which rows each run of a text stands in.

        Args:
            grams: Different runs, ascending.
        """
        places = self.keys.searchsorted(grams)
        places[places == len(self.keys)] = 0
        known = np.flatnonzero(self.keys[places] == grams)
        places = places[known]
        ends = self.ends[places].astype(np.int32)
        starts = np.where(places > 0, self.ends[places - 1], 0).astype(np.int32)
        counts = ends - starts
        # All places from each start to its end, one after another.
        at = np.repeat(starts - np.cumsum(counts, dtype=np.int32) + counts, counts)
        at += np.arange(len(at), dtype=np.int32)
        posts = self.posts[at]
        return Spread(len(grams), known, counts, posts, self)

    def grams_in(self, row: int) -> Grams:
        """Return the runs of one row's text, ascending."""
        starts = np.flatnonzero(self.posts == row)
        return self.keys[np.searchsorted(self.ends, starts, side="right")]

    def hashes_in(self, row: int) -> list[int]:
        """Return the hashes of the words of one row's text, in their order."""
        numbers = np.frombuffer(zlib.decompress(self.texts[row]), np.uint16)
        held: list[int] = self.hashes[numbers].tolist()
        return held


@dataclass(frozen=True, slots=True)
class Spread:
    """Which rows the runs of one text stand in.

    Attributes:
        total: How many different runs the text has.
        known: Numbers of the runs that any row has.
        counts: For each of these, how many rows have it.
        row: The rows, run after run; one for each hit.
        index: The index.
    """

    total: int
    known: NDArray[np.int64]
    counts: NDArray[np.int32]
    row: NDArray[np.uint16]
    index: Index

    def hits(self, left: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Return how many runs each row has in common with the text; shape (rows,).

        Args:
            left: Runs that count, by number; all when None.
        """
        rows = self.row if left is None else self.row[np.repeat(left[self.known], self.counts)]
        hits = np.bincount(rows, minlength=len(self.index.ids))
        if self.index.out:
            hits[list(self.index.out)] = 0
        return hits

    def unexplained(self, row: int, left: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
        """Return which known runs of the text are not in one row; shape (total,).

        Args:
            row: The row.
            left: Runs that count; all when None.
        """
        mask = np.zeros(self.total, np.bool_)
        mask[self.known] = True
        if left is not None:
            mask &= left
        hits = np.flatnonzero(self.row == row)
        mask[self.known[np.searchsorted(np.cumsum(self.counts), hits, side="right")]] = False
        return mask


def unpack(content: bytes) -> Index:
    """Return the index that a fingerprints file holds."""
    held: Any = np.load(io.BytesIO(content), allow_pickle=False)
    digests = held["digests"].tobytes()
    lengths, packed = held["lengths"].tolist(), held["texts"].tobytes()
    ends = np.cumsum(held["lengths"]).tolist()
    return Index(
        ids=tuple(held["ids"].tobytes().decode().split("\n")),
        sizes=held["sizes"],
        keys=held["keys"],
        ends=np.cumsum(held["counts"], dtype=np.uint32),
        posts=held["posts"],
        digests=tuple(digests[i : i + DIGEST_BYTES] for i in range(0, len(digests), DIGEST_BYTES)),
        hashes=held["hashes"],
        texts=tuple(packed[b - a : b] for a, b in zip(lengths, ends, strict=True)),
    )


@cache
def index() -> Index:
    """Return the index that ships with the program."""
    return unpack(read_bytes(FILE))
