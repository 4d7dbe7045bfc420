"""Rows of the catalog of known licences, as ``licensescan catalog`` shows them.

In: the catalog and a word. Out: one licence with its clauses where the word is its id, else all
whose id, name or tag holds the word, as text or JSON.
"""

from __future__ import annotations

from typing import Any

from licensescan.clauses.values import Clause
from licensescan.licenses.catalog import Catalog, Row
from licensescan.reports.safe import dumps, one_line


def render_rows(catalog: Catalog, word: str | None, form: str) -> str:
    """Return the rows that a word finds, all of them without one.

    Raises:
        KeyError: There is no such form.
    """
    row = catalog.get(word)
    if row is not None:
        return {"json": _row_json, "text": _row_text}[form](row)
    found = [x for x in catalog.rows() if word is None or _fits(x, word.lower())]
    return {"json": _rows_json, "text": _rows_text}[form](catalog, found)


def _fits(row: Row, word: str) -> bool:
    return any(word in text.lower() for text in (row.id, row.key, row.name, *row.hub, *row.aliases))


def _facts(row: Row) -> dict[str, Any]:
    return {
        "license": row.id,
        "name": row.name,
        "kind": row.kind,
        "category": row.category,
        "hub": list(row.hub),
        "address": row.address,
        "date": row.date,
        "sha256": row.sha256,
    }


def _rows_json(catalog: Catalog, rows: list[Row]) -> str:
    return dumps([_facts(row) for row in rows]) + "\n"


def _rows_text(catalog: Catalog, rows: list[Row]) -> str:
    lines = [one_line(f"{row.id}  {row.name}{_tags(row)}") for row in rows]
    return "\n".join([*lines, f"{len(rows)} licences; catalog of {one_line(catalog.date)}"]) + "\n"


def _tags(row: Row) -> str:
    return f"  (on the Hub: {', '.join(row.hub)})" if row.hub else ""


def _row_json(row: Row) -> str:
    clauses = [
        {"type": x.type, "effect": x.effect, "section": x.section, "params": dict(x.params)}
        for x in row.clauses
    ]
    return dumps({**_facts(row), "clauses": clauses, "unread": len(row.unread)}) + "\n"


def _row_text(row: Row) -> str:
    facts = [f"  {name}: {_shown(value)}" for name, value in _facts(row).items() if value]
    clauses = [f"  {_clause(clause)}" for clause in row.clauses]
    last = f"{len(row.clauses)} clauses, {len(row.unread)} provisions not understood"
    return "\n".join([one_line(row.name), *facts, "clauses:", *clauses, last]) + "\n"


def _clause(clause: Clause) -> str:
    params = ", ".join(f"{name}: {_shown(value)}" for name, value in clause.params.items() if value)
    section = f"section {clause.section}" if clause.section else ""
    return one_line("  ".join(x for x in (clause.type, section, params) if x))


def _shown(value: object) -> str:
    return one_line(", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value)
