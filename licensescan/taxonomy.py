"""The closed sets of the field: clause types with their effects, categories of forbidden use.

All from ``knowledge/taxonomy.yaml``; a new clause type is one row there.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from licensescan.resources import load_yaml


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_yaml("knowledge/taxonomy.yaml")
    return table


def clause_types() -> dict[str, dict[str, Any]]:
    """Return every clause type with its row (effect, title, summary …), in the taxonomy's order."""
    types: dict[str, dict[str, Any]] = _table()["clause-types"]
    return types


def effect_of(clause_type: str) -> str:
    """Return prohibition, limit, duty, permission, definition or term.

    Raises:
        KeyError: The type is not in the taxonomy.
    """
    return str(clause_types()[clause_type]["effect"])


def categories() -> tuple[str, ...]:
    """Return the categories of ``use-restriction``, in the taxonomy's order."""
    return tuple(_table()["categories"])
