"""Answer questions about licences and plans, each with the words it rests on."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.explain.answering import answer
    from licensescan.explain.render import render_answer
    from licensescan.explain.values import Answer, Asking, Status

__all__ = ["Answer", "Asking", "Status", "answer", "render_answer"]

_HOMES = {
    "answer": "answering",
    "render_answer": "render",
    **dict.fromkeys(("Answer", "Asking", "Status"), "values"),
}


def __getattr__(name: str) -> Any:
    """Load a name from where it lives; reading a question needs no scan."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
