"""The words that people use for fields of use, and the categories of forbidden use they come under.

In: a field as the manifest has it. Out: the categories that it is, those it may be, and whether
the word is known at all. From ``knowledge/fields.yaml`` and the organisation's own policy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from licensescan.resources import load_yaml
from licensescan.taxonomy import categories

_BREAK = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """What one field of use comes under.

    Attributes:
        written: As the manifest has it.
        certain: Categories that it is.
        possible: Categories that parts of it may be.
        known: Whether the word is in a table; if not, nothing can be said of it.
    """

    written: str
    certain: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    known: bool = True


@cache
def _table() -> tuple[dict[str, Mapping[str, Any]], dict[str, tuple[str, ...]]]:
    content = load_yaml("knowledge/fields.yaml")
    rows: dict[str, Mapping[str, Any]] = {}
    for name, row in content["fields"].items():
        for spelling in (name, *row.get("also", ())):
            rows.setdefault(plain(spelling), row)
    return rows, {category: tuple(stems) for category, stems in content["words"].items()}


@cache
def _categories() -> dict[str, str]:
    return {plain(category): category for category in categories()}


def plain(word: str) -> str:
    """Return a name without regard to case, hyphens and a plural s.

    >>> plain("Customer Supports") == plain("customer-support")
    True
    """
    parts = [part for part in _BREAK.split(word.casefold()) if part]
    return "-".join(part.removesuffix("s") if len(part) > 3 else part for part in parts)


def field_of(written: str, own: Mapping[str, tuple[str, ...]]) -> Field:
    """Return what a field of use comes under.

    Args:
        written: As the manifest has it.
        own: The organisation's own words with their categories.

    >>> field_of("police", {}).certain
    frozenset({'law-enforcement'})
    >>> field_of("gardening", {}).known, field_of("zorbing", {}).known
    (True, False)
    """
    name = plain(written)
    for spelling, meant in own.items():
        if plain(spelling) == name:
            return Field(written, frozenset(meant))
    if category := _categories().get(name):
        return Field(written, frozenset({category}), _row_of(name).possible)
    rows, stems = _table()
    if name in rows:
        found = _row_of(name)
        return Field(written, found.certain, found.possible)
    text = name.replace("-", " ")
    possible = {
        category
        for category, parts in stems.items()
        if any(re.search(rf"\b{re.escape(part)}", text) for part in parts)
    }
    return Field(written, frozenset(), frozenset(possible), known=bool(possible))


def _row_of(name: str) -> Field:
    row = _table()[0].get(name, {})
    return Field(name, frozenset(row.get("is", ())), frozenset(row.get("may", ())))
