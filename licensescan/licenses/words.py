"""Bring a text into the form in which licence texts are compared: its words, and runs of three.

In: any text. Out: words without case, punctuation, markup, line breaks and copyright lines, as the
SPDX License List Matching Guidelines (specification 3.0, annex C: whitespace, capitalisation,
punctuation, code comment indicators, copyright notice) ask; a digest of them; and a hash for each
word and each run of three words. Nothing is kept of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from licensescan.licenses.matching import operative_words

if TYPE_CHECKING:
    from numpy import uint32
    from numpy.typing import NDArray

    Grams = NDArray[uint32]

# No licence is longer; what a stranger appends beyond it is not compared.
LONGEST = 2_000_000
RUN = 3

# Only what stands for a sign: an unknown name between & and ; is a word that readers see.
_ENTITY = re.compile(
    r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|quot|amp|lt|gt|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|sect|bull|copy);",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"^[ \t>*#/;.%\-]{0,12}(?:portions[ ])?"
    r"(?:copyright[ \t]*(?:\(c\)|©|[\[<{(]|\d{4}|&copy;)|\(c\)[ \t]*(?:copyright|\d{4})|©).{0,300}$"
    r"|^[ \t>*#/;.%\-]{0,12}all[ ]rights[ ]reserved\.?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = ("opyright", "OPYRIGHT", "(c)", "(C)", "©", "ights reserved", "IGHTS RESERVED")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_HAS_CJK = re.compile(f"[{_CJK}]")
_WORD = re.compile(r"[^\W_]+")
# Chinese, Japanese and Korean put no spaces between words: each character counts as one.
_WORD_OR_SIGN = re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")
# Anything but ASCII and signs that part words: quotation marks, dashes, bullets.
_FOREIGN = re.compile(
    "[^\\x00-\\x7f\u2010-\u2027\u2030-\u203a\u00a0-\u00a9\u00ab-\u00b1\u00b6\u00b7\u00bb]"
)
# Bytes to bytes: letters and digits of ASCII in small letters, all else a space.
_ASCII = bytes(
    ord(chr(x).lower()) if x < 128 and chr(x).isalnum() else ord(" ") for x in range(256)
)
# Odd 64-bit numbers: the fractional parts of the golden ratio and of the roots of 2 and 3.
_MIX = (0x9E3779B97F4A7C15, 0x6A09E667F3BCC909, 0xBB67AE8584CAA73B)


def blank(text: str) -> str:
    """Return a text of the same length with entities and copyright lines made into spaces."""
    if "&" in text:
        text = _ENTITY.sub(_spaces, text)
    if any(mark in text for mark in _MARKS):
        text = _NOTICE.sub(_notice, text)
    return text


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _notice(found: re.Match[str]) -> str:
    """Return spaces for a copyright line; one that says more than whose work it is stays."""
    words = found[0].lower().encode().translate(_ASCII).split()
    return found[0] if operative_words().intersection(words) else " " * len(found[0])


def words_of(text: str) -> list[bytes]:
    """Return the words of a text, in order, in small letters, as UTF-8.

    >>> words_of('The "Software"')
    [b'the', b'software']
    """
    text = blank(text[:LONGEST])
    if text.isascii() or not _FOREIGN.search(text):
        return text.encode("ascii", "replace").translate(_ASCII).split()
    return " ".join(_pattern(text).findall(text.lower())).encode().split()


def spans_of(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand: start and end, in characters."""
    text = blank(text[:LONGEST])
    return [x.span() for x in _pattern(text).finditer(text)]


def _pattern(text: str) -> re.Pattern[str]:
    return _WORD if text.isascii() or not _HAS_CJK.search(text) else _WORD_OR_SIGN


def digest_of(words: Sequence[bytes]) -> bytes:
    """Return 16 bytes that only the same words in the same order give."""
    return blake2b(b" ".join(words), digest_size=16).digest()


def hashes_of(words: Collection[bytes]) -> list[int]:
    """Return a 64-bit hash of each word, in order.

    So wide that nobody can make up a word that passes for another one of a licence.
    """
    held = {x: int.from_bytes(blake2b(x, digest_size=8).digest(), "big") for x in set(words)}
    return [held[x] for x in words]


def grams_of(words: Sequence[bytes]) -> Grams:
    """Return a hash for each run of three words, in the order of the text; shape (words - 2,)."""
    import numpy as np

    hashes = np.fromiter(map(crc32, words), np.uint64, len(words))
    count = max(len(words) - RUN + 1, 0)
    mixed = sum(
        (hashes[i : i + count] * np.uint64(factor) for i, factor in enumerate(_MIX)),
        start=np.zeros(count, np.uint64),
    )
    return (mixed >> np.uint64(32)).astype(np.uint32)


def kinds_of(grams: Grams) -> Grams:
    """Return the different runs, ascending (``numpy.unique`` would import ``numpy.ma``)."""
    import numpy as np

    runs = np.sort(grams)
    first = np.ones(len(runs), np.bool_)
    first[1:] = runs[1:] != runs[:-1]
    return runs[first]
