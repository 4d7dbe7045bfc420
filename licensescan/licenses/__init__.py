"""Which licence a text is, what a licence's name means, and what the terms of an asset are.

``identify`` and ``catalog`` are the functions of the modules of those names, and are imported from
there.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.licenses.names import resolve
    from licensescan.licenses.terms import conclude

__all__ = ["conclude", "resolve"]

_HOMES = {"conclude": "terms", "resolve": "names"}


def __getattr__(name: str) -> Any:
    """Load what is asked for, and no more: to identify a text needs no clause parser."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
