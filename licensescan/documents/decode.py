"""Bytes to text: what a licence text or card may be, and a plain refusal of everything else.

In: the bytes of a file and the name to show for it. Out: the text as decoded, line ends and byte
order mark untouched. Never guesses a legacy encoding: bytes that are mostly no UTF-8 are refused,
for a wrongly decoded text would be read as one that says nothing.
"""

from __future__ import annotations

import codecs
import hashlib
import re

from licensescan.documents.values import Document, Role
from licensescan.errors import UnreadableTextError

TEXT_LIMIT = 5_000_000
"""Bytes. The longest of the 2,300 texts of the ScanCode LicenseDB has under 0.2 MB."""

ODD_SHARE = 0.1
"""Share of characters that may be undecodable or control characters; French in Latin-1 has 0.05."""

_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
}
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


class UndecodableError(UnreadableTextError):
    """The bytes are no text that can be read.

    Attributes:
        reason: ``binary`` or ``too-large``, as `Problem.reason` has it.
    """

    def __init__(self, what: str, *, where: str, remedy: str, reason: str) -> None:
        self.reason = reason
        super().__init__(what, where=where, remedy=remedy)


def decode(content: bytes, where: str) -> str:
    """Return the text of bytes in UTF-8, or in UTF-16 that begins with its byte order mark.

    A few undecodable bytes are replaced by U+FFFD.

    Raises:
        UndecodableError: The bytes are binary, in another encoding, or over `TEXT_LIMIT`.
    """
    if len(content) > TEXT_LIMIT:
        raise too_large(where, len(content))
    for magic, sort in _MAGIC.items():
        if content.startswith(magic):
            raise _binary(where, f"is {sort}, not plain text")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        text = content.decode("utf-8", "replace")
    odd = len(_ODD.findall(text))
    if "\x00" in text:
        raise _binary(where, "is binary, not plain text")
    if odd > ODD_SHARE * len(text):
        raise _binary(where, "is no text in UTF-8 or UTF-16")
    return text


def document_of(
    content: bytes, path: str, role: Role = Role.LICENSE, origin: str = "", where: str = ""
) -> Document:
    """Return the document that bytes hold, with the digest of the bytes.

    Args:
        content: All bytes of the file.
        path: As `Document.path`.
        role: As `Document.role`.
        origin: As `Document.origin`.
        where: What an error names; the path when empty.

    Raises:
        UndecodableError: As `decode`.
    """
    text = decode(content, where or path)
    return Document(text, path, role, origin, sha256=hashlib.sha256(content).hexdigest())


def too_large(where: str, size: int | None = None) -> UndecodableError:
    """Return the error for a text over the limit; the size in bytes is None where not known."""
    has = f"has {size / 1e6:.1f} MB" if size is not None else "is too large"
    return UndecodableError(
        f"{has}; a text may have {TEXT_LIMIT / 1e6:.0f} MB",
        where=where,
        remedy="Put the licence text alone into a file and name that with license-file.",
        reason="too-large",
    )


def _binary(where: str, what: str) -> UndecodableError:
    return UndecodableError(
        what,
        where=where,
        remedy="Save its text as UTF-8 plain text and name that file with license-file.",
        reason="binary",
    )
