"""What was read in licence texts, as ``licensescan clauses`` shows it.

In: documents with their readings. Out: JSON as it is promised to tools, or text for a person,
grouped by effect. JSON never shortens or alters a quote: ``text[start:end]`` is the quote.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.documents.values import Document
from licensescan.reports.safe import dumps, one_line
from licensescan.reports.setting import Setting
from licensescan.reports.view import listed, section

TextRead = tuple[Document, str | None, Reading]
"""A document, the id of the licence that its text is (None if unknown), and what was read in it.
A document without text stands for a licence known from the catalog."""

EFFECTS = {
    "prohibition": "Forbidden",
    "limit": "Limited",
    "duty": "Required",
    "permission": "Permitted",
    "definition": "Defined",
    "term": "Other terms",
}


def render_clauses(readings: Iterable[TextRead], form: str, setting: Setting | None = None) -> str:
    """Return the readings as ``json`` or ``text``, in their order.

    Raises:
        KeyError: There is no such form.
    """
    return {"json": _json, "text": _text}[form](tuple(readings), setting or Setting())


def _json(readings: tuple[TextRead, ...], setting: Setting) -> str:
    return dumps([_record(*one) for one in readings]) + "\n"


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


def _text(readings: tuple[TextRead, ...], setting: Setting) -> str:
    from rich.text import Text

    from licensescan.reports.text import terminal, written

    console = terminal(setting)
    for number, (document, license, reading) in enumerate(readings):
        if number:
            console.print()
        console.print(Text(one_line(document.path), "bold"))
        known = f"licence {one_line(license)}" if license else "no known licence"
        from_ = ", known from the catalog" if source_of(document) == "catalog" else ""
        counts = f"{len(reading.clauses)} clauses, {len(reading.unread)} provisions not understood"
        console.print(Text(f"{known}{from_} · {counts} · language {reading.language}", "dim"))
        for effect, title in _effects(reading):
            found = [clause for clause in reading.clauses if clause.effect == effect]
            _group(console, f"{title} ({len(found)})", [_line(clause) for clause in found])
        lines = [("", section(part.section), "", part.quote) for part in reading.unread]
        _group(console, f"Not understood ({len(lines)})", lines)
    return written(console)


def _effects(reading: Reading) -> list[tuple[str, str]]:
    """Return the effects that occur, in the order a lawyer asks; unknown ones last."""
    present = {clause.effect for clause in reading.clauses}
    ordered = [*EFFECTS, *sorted(present - set(EFFECTS))]
    return [(x, EFFECTS.get(x, one_line(x).capitalize())) for x in ordered if x in present]


def _line(clause: Clause) -> tuple[str, str, str, str]:
    params = ", ".join(_param(name, value) for name, value in clause.params.items() if value)
    return (clause.type, section(clause.section), params, clause.quote)


def _param(name: str, value: object) -> str:
    return (
        one_line(name)
        if value is True
        else f"{one_line(name)}: {one_line(', '.join(listed(value)))}"
    )


def _group(console: Any, title: str, lines: list[tuple[str, str, str, str]]) -> None:
    from rich.text import Text

    from licensescan.reports.text import WORDS, marked

    if not lines:
        return
    console.print()
    console.print(Text(title, "bold"))
    for name, place, params, quote in lines:
        line = Text(one_line(name), "bold cyan")
        line.append(f"{'  ' if name else ''}{place}", "not bold default")
        marked(console, "", "", line.append(f"  {params}" if params else "", "dim"))
        if quote:
            marked(console, "", "", Text(f"“{one_line(quote, WORDS)}”", "italic"))
