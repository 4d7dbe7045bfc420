"""Facts from the header of a weight file, whichever of the two formats it has.

In: the path of a .gguf or .safetensors file. Out: facts by key, and whether the header was read to
its end. Reads at most `HEADER_LIMIT` bytes and never the weights themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HEADER_LIMIT = 16_000_000
"""Bytes that are read of one file."""

FACTS_LIMIT = 200
"""Facts that are kept of one file."""

FACT_LIMIT = 4_000
"""Characters of a key and its value; longer ones (training captions) are left out."""

SUFFIXES = (".gguf", ".safetensors")


class HeaderError(Exception):
    """The header is truncated, lies about sizes, or is of another format; says what is wrong."""


@dataclass(slots=True)
class Header:
    """What a header says of its model.

    Attributes:
        facts: Key → text, as the format spells them.
        whole: Whether the header was read to its end; False where it is longer than the limit.
    """

    facts: dict[str, str] = field(default_factory=dict)
    whole: bool = True

    def keep(self, key: str, value: str) -> None:
        """Keep one fact unless it is too long or there are too many."""
        if len(self.facts) < FACTS_LIMIT and 0 < len(key) + len(value) <= FACT_LIMIT:
            self.facts.setdefault(key, value)


def read_header(path: Path) -> Header:
    """Return the facts of a weight file's header.

    Raises:
        HeaderError: As its docstring says.
        OSError: The file cannot be read.
    """
    from licensescan.sources.gguf_header import read_gguf
    from licensescan.sources.safetensors_header import read_safetensors

    with path.open("rb") as file:
        size = path.stat().st_size
        read = read_gguf if path.name.lower().endswith(".gguf") else read_safetensors
        return read(file, size)
