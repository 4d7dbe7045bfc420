"""Read a clause's params: lists as tuples of text, whatever form the reader gave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from licensescan.licenses.values import SourcedClause


def params(sourced: SourcedClause) -> Mapping[str, Any]:
    """Return the params of a sourced clause."""
    return sourced.clause.params


def words(sourced: SourcedClause, name: str) -> tuple[str, ...]:
    """Return a param that is a list of words; empty when it is absent.

    >>> from licensescan.clauses.values import Clause
    >>> clause = Clause("no-datacenter", "prohibition", 0, 0, "", "", {"exceptions": "blockchain"})
    >>> words(SourcedClause(clause, "", "text"), "exceptions")
    ('blockchain',)
    """
    value = sourced.clause.params.get(name)
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(one) for one in value)


def word(sourced: SourcedClause, name: str) -> str:
    """Return a param that is one word; empty when it is absent."""
    value = sourced.clause.params.get(name)
    return "" if value is None else str(value)


def flag(sourced: SourcedClause, name: str) -> bool | None:
    """Return a param that is true or false; None when it is absent."""
    value = sourced.clause.params.get(name)
    return None if value is None else bool(value)


def all_words(clauses: Iterable[SourcedClause], name: str) -> frozenset[str]:
    """Return the words that any of the clauses has for a param."""
    return frozenset(one for sourced in clauses for one in words(sourced, name))
