"""The door of ``plan``: from manifest and artifacts to assets, derivations, machines and acts.

Names are loaded when first asked for, so that importing the door costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licensescan.plan.files import NamedFile, named_files
    from licensescan.plan.graph import build_plan
    from licensescan.plan.loader import LoadedManifest, parse_manifest, parse_waivers
    from licensescan.plan.manifest import Manifest
    from licensescan.plan.values import Act, Asset, Derivation, Link, Machine, Plan

__all__ = [
    "Act",
    "Asset",
    "Derivation",
    "Link",
    "LoadedManifest",
    "Machine",
    "Manifest",
    "NamedFile",
    "Plan",
    "build_plan",
    "named_files",
    "parse_manifest",
    "parse_waivers",
]

_HOMES = {
    **dict.fromkeys(("NamedFile", "named_files"), "files"),
    "build_plan": "graph",
    **dict.fromkeys(("LoadedManifest", "parse_manifest", "parse_waivers"), "loader"),
    "Manifest": "manifest",
    **dict.fromkeys(("Act", "Asset", "Derivation", "Link", "Machine", "Plan"), "values"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
