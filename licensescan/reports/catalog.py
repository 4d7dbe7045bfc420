"""Rows of the catalog of known licences, as ``licensescan catalog`` shows them.

In: the catalog and what is asked of it. Out: one licence with its clauses, the licences that a word
finds, or how much is known, as text or JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from licensescan.clauses.values import Clause
from licensescan.errors import InputError
from licensescan.licenses.catalog import Catalog, Row
from licensescan.licenses.names import resolve
from licensescan.reports.safe import dumps, one_line

_REQUESTS = ("show", "search", "stats")


def render_catalog(catalog: Catalog, words: Sequence[str], form: str) -> str:
    """Return what a request asks for: ``show ID``, ``search WORD``, ``stats``, or a word alone.

    Raises:
        InputError: There is no such request, or no licence of that id to show.
        KeyError: There is no such form.
    """
    match tuple(words):
        case ("stats",):
            return {"json": _stats_json, "text": _stats_text}[form](catalog)
        case ("show", word):
            return _shown_row(catalog, word, form)
        case ("search", word):
            return _rows(catalog, catalog.search(word), form)
        case (word,) if word not in _REQUESTS:
            return render_rows(catalog, word, form)
        case ():
            return render_rows(catalog, None, form)
    raise InputError(
        f"`catalog {' '.join(words)}` is no request",
        remedy="write `catalog show ID`, `catalog search WORD` or `catalog stats`",
    )


def render_rows(catalog: Catalog, word: str | None, form: str) -> str:
    """Return the rows that a word finds, all of them without one.

    Raises:
        KeyError: There is no such form.
    """
    row = catalog.get(word)
    if row is not None:
        return {"json": _row_json, "text": _row_text}[form](row)
    return _rows(catalog, catalog.search(word or ""), form)


def _shown_row(catalog: Catalog, word: str, form: str) -> str:
    row = catalog.get(resolve(word).id)
    if row is None:
        raise InputError(
            f"the catalog has no licence “{word}”",
            remedy="`licensescan catalog search WORD` finds ids by a part of a name",
        )
    return {"json": _row_json, "text": _row_text}[form](row)


def _rows(catalog: Catalog, rows: Sequence[Row], form: str) -> str:
    return {"json": _rows_json, "text": _rows_text}[form](catalog, rows)


def _stats_json(catalog: Catalog) -> str:
    return dumps({"date": catalog.date, **catalog.stats()}) + "\n"


def _stats_text(catalog: Catalog) -> str:
    parts = [f"catalog of {one_line(catalog.date)}"]
    for title, counts in catalog.stats().items():
        parts += [f"{title}:", *(f"  {count:>6}  {name}" for name, count in counts.items())]
    return "\n".join(parts) + "\n"


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


def _rows_json(catalog: Catalog, rows: Sequence[Row]) -> str:
    return dumps([_facts(row) for row in rows]) + "\n"


def _rows_text(catalog: Catalog, rows: Sequence[Row]) -> str:
    lines = [one_line(f"{row.id}  {row.name}{_tags(row)}") for row in rows]
    return "\n".join([*lines, f"{_count(len(rows))}; catalog of {one_line(catalog.date)}"]) + "\n"


def _count(number: int) -> str:
    return "1 licence" if number == 1 else f"{number} licences"


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
