"""What was read in licence texts, as ``licensescan clauses`` shows it.

In: documents with their readings. Out: JSON as it is promised to tools, or text for a person,
grouped by effect. JSON never shortens or alters a quote: ``text[start:end]`` is the quote.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.documents.values import Document
from licensescan.reports.safe import dumps
from licensescan.reports.setting import Setting

TextRead = tuple[Document, str | None, Reading]
"""A document, the id of the licence that its text is (None if unknown), and what was read in it.
A document without text stands for a licence known from the catalog."""


def render_clauses(readings: Iterable[TextRead], form: str, setting: Setting | None = None) -> str:
    """Return the readings as ``json`` or ``text``, in their order.

    Raises:
        KeyError: There is no such form.
    """
    if form == "json":
        return dumps([_record(*one) for one in readings]) + "\n"
    if form != "text":
        raise KeyError(form)
    # Imported late: a terminal's text needs rich, JSON does not.
    from licensescan.reports.clauses_text import render

    return render(tuple(readings), setting or Setting())


def _record(document: Document, license: str | None, reading: Reading) -> dict[str, Any]:
    about: dict[str, Any] = {
        "path": document.path,
        "sha256": document.sha256,
        "license": license,
        "source": source_of(document),
        "language": reading.language,
    }
    if document.address:
        about["address"] = document.address
    return {
        "document": about,
        "clauses": [_clause(clause) for clause in reading.clauses],
        "unread": [_place(unread) for unread in reading.unread],
    }


def source_of(document: Document) -> str:
    """Return text, or catalog where there is no text to quote."""
    return "text" if document.text else "catalog"


def _clause(clause: Clause) -> dict[str, Any]:
    params = {name: value for name, value in clause.params.items() if value is not None}
    return {"type": clause.type, "effect": clause.effect, **_place(clause), "params": params}


def _place(part: Clause | Unread) -> dict[str, Any]:
    quote = part.quote or None
    return {"start": part.start, "end": part.end, "quote": quote, "section": part.section}
