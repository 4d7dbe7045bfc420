"""Make the fingerprints that texts are recognised by.

In: licences with their texts, and the file as it was. Out: the content of
``knowledge/fingerprints.npz``: hashes of runs of three words with the rows that have them, digests,
and for each text the hashes of its words in their order (to show where an edited copy differs). No
word is kept. The same input gives the same bytes. Pure.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from licensescan.licenses.facts import Source
from licensescan.licenses.index import Index, unpack
from licensescan.licenses.names import OURS
from licensescan.licenses.words import digest_of, grams_of, hashes_of, kinds_of, words_of

if TYPE_CHECKING:
    from licensescan.licenses.words import Grams

_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Print:
    """The fingerprint of one text: its id, its runs, its digest, the hashes of its words."""

    id: str
    grams: Grams
    digest: bytes
    hashes: list[int]


def pack(sources: Iterable[Source], before: bytes) -> bytes:
    """Return the content of the fingerprints' file.

    Args:
        sources: Every text there is.
        before: The file as it was; rows of ours without a text among the sources stay.
    """
    prints = {x.id: x for x in _kept(before)} if before else {}
    prints.update({x.id: x for x in map(_print, sorted(sources, key=_rank)) if len(x.grams)})
    return _file(_arrays(list(prints.values())))


def _rank(source: Source) -> tuple[bool, bool, str]:
    """Return the order of rows: of two with the same words, the better known id is first."""
    license_id = str(source.fields["id"])
    return bool(source.fields.get("deprecated")), license_id.startswith("LicenseRef"), license_id


def _print(source: Source) -> Print:
    words = [] if source.fields.get("generic") else words_of(source.text)
    grams = kinds_of(grams_of(words))
    return Print(str(source.fields["id"]), grams, digest_of(words), hashes_of(words))


def _kept(before: bytes) -> Iterable[Print]:
    held: Index = unpack(before)
    for row, name in enumerate(held.ids):
        if name.startswith(OURS):
            yield Print(name, held.grams_in(row), held.digests[row], held.hashes_in(row))


def _arrays(prints: list[Print]) -> Mapping[str, Any]:
    prints = sorted(prints, key=lambda x: x.id.startswith(OURS))
    grams = np.concatenate([x.grams for x in prints])
    rows = np.repeat(np.arange(len(prints), dtype=np.uint16), [len(x.grams) for x in prints])
    order = np.lexsort((rows, grams))
    keys, counts = np.unique(grams, return_counts=True)
    # The commonest hashes have the smallest numbers, which pack best.
    held = Counter(x for one in prints for x in one.hashes)
    hashes = sorted(held, key=lambda x: (-held[x], x))
    number = {x: i for i, x in enumerate(hashes)}
    texts = [_packed([number[x] for x in one.hashes]) for one in prints]
    return {
        "ids": _bytes("\n".join(x.id for x in prints).encode()),
        "sizes": np.array([len(x.grams) for x in prints], np.uint32),
        "keys": keys,
        "counts": counts.astype(np.uint16),
        "posts": rows[order],
        "digests": _bytes(b"".join(x.digest for x in prints)),
        "hashes": np.array(hashes, np.uint64),
        "lengths": np.array([len(x) for x in texts], np.uint32),
        "texts": _bytes(b"".join(texts)),
    }


def _packed(numbers: list[int]) -> bytes:
    return zlib.compress(np.array(numbers, np.uint16).tobytes(), 9)


def _bytes(content: bytes) -> Any:
    return np.frombuffer(content, np.uint8)


def _file(arrays: Mapping[str, Any]) -> bytes:
    """Return an ``.npz`` whose bytes hang on the arrays alone (numpy's own has no fixed order)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _EPOCH), content.getvalue())
    return out.getvalue()
