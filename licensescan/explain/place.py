"""What names mean where a question is asked: in a manifest, or on the Hub alone.

In: an `Asking`. Out: a `Place`: the manifest where there is one, the vocabulary it gives to
questions, and the plan of a question joined with it. Never changes what the manifest says: what a
question adds is added beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from licensescan.documents.values import Kind
from licensescan.explain.draft import Draft
from licensescan.explain.values import Asking
from licensescan.explain.words import Vocabulary
from licensescan.inputs import open_manifest, open_policy
from licensescan.licenses.known import terms_of
from licensescan.plan import LoadedManifest, parse_manifest
from licensescan.plan.hardware import product_line
from licensescan.resources import load_yaml
from licensescan.result import Result
from licensescan.scan import ScanOptions, scan_loaded

ASKED = "the question"
"""What stands in the place of a manifest's path."""


@dataclass(slots=True)
class Place:
    """Where a question is asked.

    Attributes:
        asking: As given.
        loaded: The manifest; None where there is none.
    """

    asking: Asking
    loaded: LoadedManifest | None

    @property
    def vocabulary(self) -> Vocabulary:
        """The names that a question may use."""
        names = dict(_well_known())
        if self.loaded is not None:
            names |= {name.lower(): asset for name, asset in self.loaded.names.ids.items()}
            names |= {x.name.lower(): x.name for x in self.loaded.manifest.hardware}
        return Vocabulary(names, lambda text: product_line(text) is not None)

    def kind_of(self, asset: str) -> str:
        """Return model, dataset, service or software."""
        known = self.loaded.names.kinds.get(asset) if self.loaded else None
        if known is not None:
            return known.value
        for kind in (Kind.SERVICE, Kind.SOFTWARE):
            if terms_of(asset, kind).terms:
                return kind.value
        return Kind.MODEL.value

    def judge(self, drafted: Draft | None = None) -> Result:
        """Judge the manifest as it is, or with what a question adds.

        Raises:
            InputError: The manifest and the question do not go together.
        """
        loaded = self._joined(drafted) if drafted else self.loaded
        assert loaded is not None, "there is a manifest, or a question that makes one"
        policy = open_policy(self.asking.policy, loaded, self.asking.root)
        options = ScanOptions(
            self.asking.root, self.asking.today, self.asking.offline, self.asking.progress
        )
        return scan_loaded(loaded, policy, options)

    def _joined(self, drafted: Draft) -> LoadedManifest:
        asked = drafted.manifest()
        if self.loaded is None:
            return parse_manifest(json.dumps(asked), ASKED)
        return parse_manifest(json.dumps(_join(self.loaded, asked)), ASKED)


@cache
def _well_known() -> dict[str, str]:
    """Return what people call well-known models and services, with a hyphen or a space → id."""
    rows = load_yaml("knowledge/generators.yaml")["generators"]
    return {
        name.replace("-", joint): row["id"]
        for row in rows
        if not row.get("company")
        for name in row["names"]
        for joint in ("-", " ")
    }


def place_of(asking: Asking) -> Place:
    """Return the place of a sitting.

    Raises:
        InputError: The manifest cannot be used.
    """
    loaded = open_manifest(str(asking.manifest)) if asking.manifest else None
    return Place(asking, loaded)


def _join(loaded: LoadedManifest, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the manifest with what a question adds; its circumstances hold for what it adds."""
    stated: dict[str, Any] = loaded.marked.value
    use = asked["use"]
    fresh = [{**x, "use": use} for x in asked["components"] if _id(x) not in loaded.names.kinds]
    named = {name for x in asked["components"] if (name := _id(x))}
    return {
        **stated,
        "organization": {**(stated.get("organization") or {}), **asked["organization"]},
        "components": [*(_used(x, named, use) for x in stated.get("components") or ()), *fresh],
        "lineage": [
            *(_used(x, named, use) for x in stated.get("lineage") or ()),
            *({**x, "use": use} for x in asked["lineage"]),
        ],
        "hardware": [*(stated.get("hardware") or ()), *asked["hardware"]],
    }


def _used(item: dict[str, Any], named: set[str], use: dict[str, Any]) -> dict[str, Any]:
    """Return a component or step with the use of the question, if it is what the question names."""
    if not use or not ({_id(item), item.get("produces")} & named):
        return item
    return {**item, "use": {**(item.get("use") or {}), **use}}


def _id(component: dict[str, Any]) -> str | None:
    kinds = (component.get(kind.value) for kind in Kind)
    # A step has `model` and `data` too, as lists or names of what goes in.
    return (
        next((x for x in kinds if isinstance(x, str)), None)
        if "activity" not in component
        else None
    )
