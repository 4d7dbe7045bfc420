"""Make the fingerprints that texts are recognised by."""

from __future__ import annotations

from collections.abc import Iterable

from licensescan.licenses.facts import Source


def pack(sources: Iterable[Source], before: bytes) -> bytes:
    """Return the content of the fingerprints' file."""
    return before
