"""Which licence a text is, what a licence's name means, and what the terms of an asset are."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.licenses.catalog import catalog
    from licensescan.licenses.identify import identify
    from licensescan.licenses.names import resolve
    from licensescan.licenses.terms import conclude

__all__ = ["catalog", "conclude", "identify", "resolve"]

_HOMES = {"catalog": "catalog", "conclude": "terms", "identify": "identify", "resolve": "names"}


def __getattr__(name: str) -> Any:
    """Load what is asked for, and no more: to identify a text needs no clause parser."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
