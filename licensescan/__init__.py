"""Licence compliance for AI models: read clauses, judge plans, say why.

The names below are what other programs may rely on. Each is loaded when it is first asked for, so
that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.clauses import Clause, read_clauses
    from licensescan.documents.values import Document
    from licensescan.errors import LicensescanError
    from licensescan.licenses.identify import identify
    from licensescan.plan import Manifest
    from licensescan.policy import Finding, Policy
    from licensescan.result import Result
    from licensescan.scan import scan

__version__ = "0.1.0"

__all__ = [
    "Clause",
    "Document",
    "Finding",
    "LicensescanError",
    "Manifest",
    "Policy",
    "Result",
    "identify",
    "read_clauses",
    "scan",
]

_HOMES = {
    "Clause": "clauses",
    "Document": "documents.values",
    "Finding": "policy",
    "LicensescanError": "errors",
    "Manifest": "plan",
    "Policy": "policy",
    "Result": "result",
    "identify": "licenses.identify",
    "read_clauses": "clauses",
    "scan": "scan",
}


def __getattr__(name: str) -> Any:
    """Load a public name from where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


class _Door(ModuleType):
    """A package whose public names are not hidden by modules of the same name.

    Importing ``licensescan.scan`` would else put the module in the place of the function.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door
