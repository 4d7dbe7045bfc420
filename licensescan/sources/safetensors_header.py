"""The ``__metadata__`` of a safetensors header: free text that whoever saved the file wrote.

In: an open file and its size. Out: its facts. Format: eight bytes with the length of the header,
little endian, then that many bytes of JSON (github.com/huggingface/safetensors, README).
"""

from __future__ import annotations

import json
from typing import BinaryIO

from licensescan.sources.weights import HEADER_LIMIT, Header, HeaderError


def read_safetensors(file: BinaryIO, size: int) -> Header:
    """Return the facts of the header.

    Raises:
        HeaderError: The header is truncated, longer than file or limit, or no JSON object.
    """
    start = file.read(8)
    if len(start) < 8:
        raise HeaderError(f"the file ends after {len(start)} bytes, before its header begins")
    length = int.from_bytes(start, "little")
    if length > size - 8:
        raise HeaderError(f"its header claims {length} bytes, but the file has {size}")
    if length > HEADER_LIMIT - 8:
        raise HeaderError(f"its header claims {length} bytes; {HEADER_LIMIT} are read at most")
    metadata = _metadata(file.read(length))
    header = Header()
    for key, value in metadata.items():
        if isinstance(value, str):
            header.keep(key, value)
    return header


def _metadata(content: bytes) -> dict[str, object]:
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError):
        raise HeaderError("its header is no JSON") from None
    if not isinstance(parsed, dict):
        raise HeaderError("its header is no JSON object")
    metadata = parsed.get("__metadata__", {})
    return metadata if isinstance(metadata, dict) else {}
