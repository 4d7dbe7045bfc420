"""Read the clauses out of a licence text: lexicon, token line, grammar, norm, typed clause."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.clauses.reader import read_clauses
    from licensescan.clauses.values import Clause, Reading, Unread

__all__ = ["Clause", "Reading", "Unread", "read_clauses"]

_HOMES = {"read_clauses": "reader", "Clause": "values", "Reading": "values", "Unread": "values"}


def __getattr__(name: str) -> Any:
    """Load what is asked for, and no more: the values alone need no grammar."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
