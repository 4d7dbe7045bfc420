"""Which licence each text is, as ``licensescan identify`` shows it.

In: documents with their matches, the best first. Out: JSON as it is promised to tools, or text for
a person. Never shows a stranger's text unescaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from licensescan.documents.values import Document
from licensescan.licenses.values import Match
from licensescan.reports.safe import dumps, one_line

Identified = tuple[Document, tuple[Match, ...]]
"""A document with at least one match, the one that explains most of it first."""

_CHANGES = 12
"""Changed runs of words that are shown to a person."""


def render_matches(found: Iterable[Identified], form: str) -> str:
    """Return matches as ``json`` or ``text``, in their order.

    Raises:
        KeyError: There is no such form.
    """
    return {"json": _json, "text": _text}[form](tuple(found))


def _json(found: tuple[Identified, ...]) -> str:
    rows = []
    for document, (first, *others) in found:
        row = {"path": document.path, **_match(first)}
        rows.append({**row, "contains": [_match(x) for x in others]} if others else row)
    return dumps(rows) + "\n"


def _match(match: Match) -> dict[str, Any]:
    row: dict[str, Any] = {
        "license": match.license,
        "name": match.name,
        "score": round(match.score, 4),
        "match": match.match,
        "also": list(match.also),
    }
    if match.changes:
        row["changes"] = [{"change": kind, "words": words} for kind, words in match.changes]
    return row


def _text(found: tuple[Identified, ...]) -> str:
    lines: list[str] = []
    for document, matches in found:
        lines.append(f"{one_line(document.path)}: {_said(matches[0])}")
        lines += [f"  also holds {_said(match)}" for match in matches[1:]]
        for match in matches:
            lines += _changes(match)
    return "\n".join(lines) + "\n"


def _said(match: Match) -> str:
    if match.license is None:
        return "no licence that is known"
    known = f"{one_line(match.license)}, {one_line(match.name)} ({match.match}, {match.score:.3f})"
    return f"{known}; as close: {', '.join(map(one_line, match.also))}" if match.also else known


def _changes(match: Match) -> list[str]:
    shown = [
        f"  {'+' if kind == 'added' else '-'} {one_line(words, 200)}"
        for kind, words in match.changes[:_CHANGES]
    ]
    more = len(match.changes) - len(shown)
    return [*shown, f"  … and {more} more changes"] if more > 0 else shown
