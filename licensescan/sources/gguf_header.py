"""The key-value part of a GGUF header, of which the ``general.`` facts are kept.

In: an open file and its size. Out: its facts. Walks over what it does not keep (tokens, merges)
without holding it, reads at most `HEADER_LIMIT` bytes, and believes no length before it was held
against the file's. Format: github.com/ggml-org/ggml, docs/gguf.md, versions 2 and 3.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

from licensescan.sources.weights import FACT_LIMIT, HEADER_LIMIT, Header, HeaderError

_SCALARS = {
    0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d",
}  # fmt: skip
_STRING, _ARRAY = 8, 9
_PREFIX = "general."
_SMALLEST_PAIR = 8 + 4 + 1
_NESTING = 4
_CHUNK = 1 << 16


class _LimitReachedError(Exception):
    """As much as may be read was read."""


class _Reader:
    """Reads forward through a file, with a limit on the bytes that are really read."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size
        self._buffer = b""
        self._at = 0
        self._read = 0
        self._position = 0
        self.order = "<"

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        self._claim(count)
        while len(self._buffer) - self._at < count:
            self._fill()
        part = self._buffer[self._at : self._at + count]
        self._at += count
        self._position += count
        return part

    def skip(self, count: int) -> None:
        """Pass over bytes; those that are not in hand are not read."""
        self._claim(count)
        self._position += count
        here = len(self._buffer) - self._at
        if count <= here:
            self._at += count
            return
        self._file.seek(self._position)
        self._buffer, self._at = b"", 0

    def number(self, form: str) -> int | float | bool:
        """Return one number of a `struct` format."""
        form = self.order + form
        (value,) = struct.unpack(form, self.take(struct.calcsize(form)))
        return value  # type: ignore[no-any-return]

    def length(self) -> int:
        """Return a length or count: eight bytes, unsigned."""
        return int(self.number("Q"))

    def _claim(self, count: int) -> None:
        if count > self._size - self._position:
            raise HeaderError(
                f"its header is truncated or wrong: at byte {self._position} it claims {count} "
                f"more, but the file has {self._size}"
            )

    def _fill(self) -> None:
        if self._read >= HEADER_LIMIT:
            raise _LimitReachedError
        part = self._file.read(min(_CHUNK, HEADER_LIMIT - self._read))
        if not part:
            raise HeaderError("its header is truncated")
        self._read += len(part)
        self._buffer = self._buffer[self._at :] + part
        self._at = 0


def read_gguf(file: BinaryIO, size: int) -> Header:
    """Return the ``general.`` facts; ``whole`` is False where the header is over the limit.

    Raises:
        HeaderError: No GGUF of a known version, truncated, or with lengths beyond the file.
    """
    reader = _Reader(file, size)
    if size < 24 or reader.take(4) != b"GGUF":
        raise HeaderError("it does not begin as a GGUF file does")
    _set_byte_order(reader)
    reader.length()  # tensors
    pairs = reader.length()
    if pairs * _SMALLEST_PAIR > size:
        raise HeaderError(f"its header claims {pairs} facts, but the file has {size} bytes")
    header = Header()
    try:
        for _ in range(pairs):
            _read_pair(reader, header)
    except _LimitReachedError:
        header.whole = False
    return header


def _set_byte_order(reader: _Reader) -> None:
    """Set the byte order by the version, which is a small number in the right one."""
    version = reader.take(4)
    for order in ("<", ">"):
        (number,) = struct.unpack(order + "I", version)
        if number in (2, 3):
            reader.order = order
            return
    raise HeaderError(f"its GGUF version, {int.from_bytes(version, 'little')}, is not known")


def _read_pair(reader: _Reader, header: Header) -> None:
    key_length = reader.length()
    if key_length > FACT_LIMIT:
        raise HeaderError(f"its header claims a key of {key_length} bytes")
    key = reader.take(key_length).decode("utf-8", "replace")
    kind = int(reader.number("I"))
    if key.startswith(_PREFIX):
        value = _text(reader, kind)
        if value is not None:
            header.keep(key, value)
    else:
        _pass(reader, kind, 0)


def _text(reader: _Reader, kind: int) -> str | None:
    """Return a value as text: an array of strings one a line; None for other arrays, long texts."""
    if kind == _STRING:
        return _string(reader)
    if kind in _SCALARS:
        return str(reader.number(_SCALARS[kind]))
    if kind != _ARRAY:
        raise _unknown(kind)
    inner, count = int(reader.number("I")), reader.length()
    if inner != _STRING or count > FACT_LIMIT:
        _pass_items(reader, inner, count, 0)
        return None
    return "\n".join(text for _ in range(count) if (text := _string(reader)) is not None)


def _string(reader: _Reader) -> str | None:
    length = reader.length()
    if length > 4 * FACT_LIMIT:
        reader.skip(length)
        return None
    return reader.take(length).decode("utf-8", "replace")


def _pass(reader: _Reader, kind: int, depth: int) -> None:
    if kind == _STRING:
        reader.skip(reader.length())
    elif kind == _ARRAY:
        inner, count = int(reader.number("I")), reader.length()
        _pass_items(reader, inner, count, depth)
    elif kind in _SCALARS:
        reader.skip(struct.calcsize(_SCALARS[kind]))
    else:
        raise _unknown(kind)


def _pass_items(reader: _Reader, kind: int, count: int, depth: int) -> None:
    if kind in _SCALARS:
        reader.skip(count * struct.calcsize(_SCALARS[kind]))
        return
    if depth >= _NESTING:
        raise HeaderError("its header nests arrays too deeply")
    for _ in range(count):  # each item takes bytes, so that a wrong count meets the file's end
        _pass(reader, kind, depth + 1)


def _unknown(kind: int) -> HeaderError:
    return HeaderError(f"its header has a value of an unknown type, {kind}")
