"""How a text is built: its provisions, sentences and language; and what a card states."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.documents.language import language_of
    from licensescan.documents.outline import Provision, outline
    from licensescan.documents.sentences import sentences

__all__ = ["Provision", "language_of", "outline", "sentences"]

_HOMES = {
    "Provision": "outline",
    "outline": "outline",
    "sentences": "sentences",
    "language_of": "language",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for, so that values alone cost no start-up time."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"licensescan.documents.{_HOMES[name]}"), name)
