"""The words that the comparison of licence texts goes by, from ``knowledge/matching.json``.

Out: spellings that are the same word, and the words without which a sentence neither permits,
forbids nor obliges. JSON, not YAML: a cold start of ``identify`` has no time for a YAML parser.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from licensescan.resources import read_bytes


@cache
def _table() -> Any:
    return json.loads(read_bytes("knowledge/matching.json"))


@cache
def spellings() -> dict[bytes, bytes]:
    """Return for each variant of a word the spelling that stands for it, as UTF-8."""
    rows = _table()["same-words"]
    return {x.encode(): str(row[0]).encode() for row in rows for x in row[1:]}


@cache
def operative_words() -> frozenset[bytes]:
    """Return the words without which a sentence changes nobody's rights, as UTF-8."""
    return frozenset(x.encode() for x in _table()["operative-words"])
