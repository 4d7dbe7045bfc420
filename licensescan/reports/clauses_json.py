"""The clauses of texts as JSON, in the form that ``clauses --format json`` promises.

In: readings of texts. Out: a JSON list, one object for each text, in the same order. Never
shortens or escapes a quote: ``text[start:end]`` is the quote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from licensescan.clauses.values import Clause, Unread
from licensescan.texts import TextReading


def render(readings: Iterable[TextReading]) -> str:
    """Return the readings as a JSON list."""
    return json.dumps([_text(one) for one in readings], ensure_ascii=False, indent=1) + "\n"


def _text(one: TextReading) -> dict[str, Any]:
    document = {
        "path": one.document.path,
        "sha256": one.document.sha256,
        "license": one.match.license,
        "source": "text",
        "language": one.reading.language,
    }
    clauses = [_clause(clause) for clause in one.reading.clauses]
    return {
        "document": document,
        "clauses": clauses,
        "unread": [_unread(unread) for unread in one.reading.unread],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "type": clause.type,
        "effect": clause.effect,
        "start": clause.start,
        "end": clause.end,
        "quote": clause.quote,
        "section": clause.section,
        "params": dict(clause.params),
    }


def _unread(unread: Unread) -> dict[str, Any]:
    return {
        "start": unread.start,
        "end": unread.end,
        "quote": unread.quote,
        "section": unread.section,
    }
