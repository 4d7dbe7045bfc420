"""What every name in a manifest means: alias, component, what a step produces, or a Hub id.

In: a manifest and its lines. Out: a `NameTable` from names to asset ids and kinds. Raises one
clear error for a name that is used for two things; it looks nothing up outside the manifest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Kind
from licensescan.errors import ManifestError
from licensescan.plan.complaints import suggestion
from licensescan.plan.manifest import Activity, Component, Manifest, Step
from licensescan.plan.marked import Marked, Path, visible
from licensescan.resources import load_yaml

_SOFTWARE_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.+-]{0,95}(?:@[\w.+-]{1,60})?")
"""``owner/name`` of software, with a version after ``@``."""

DATA_MAKERS = frozenset({Activity.GENERATE, Activity.ANNOTATE, Activity.EMBED, Activity.EVALUATE})
"""Steps whose result is data; `combine` makes what it combines, all others make models."""


@dataclass(slots=True)
class NameTable:
    """Names of one manifest.

    Attributes:
        ids: Alias, id or produced name → asset id.
        kinds: Asset id → kind; None for what a `combine` step makes when nothing tells.
        components: Asset id → index of its component.
        makers: Asset id → index of the step that produces it.
    """

    ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, Kind | None] = field(default_factory=dict)
    components: dict[str, int] = field(default_factory=dict)
    makers: dict[str, int] = field(default_factory=dict)

    def id_of(self, name: str) -> str:
        """Return the asset id that a name stands for; a Hub id that is not listed is its own."""
        return self.ids.get(name, name)


def name_table(manifest: Manifest, marked: Marked) -> NameTable:
    """Collect all names.

    Raises:
        ManifestError: A name stands for two things, or cannot be shown.
    """
    table = NameTable()
    for index, component in enumerate(manifest.components):
        _add_id(table, index, component, marked)
    for index, component in enumerate(manifest.components):
        if component.as_ is not None:
            _add_alias(table, index, component, marked)
    for index, step in enumerate(manifest.lineage):
        if step.produces is not None:
            _add_result(table, index, step, marked)
    return table


def _add_id(table: NameTable, index: int, component: Component, marked: Marked) -> None:
    place: Path = ("components", index, component.kind)
    _check_shape(component.id, marked, place)
    if component.id in table.components:
        first = marked.line_of(("components", table.components[component.id]))
        raise ManifestError(
            f'"{visible(component.id)}" is listed twice, first on line {first}',
            where=marked.where(place),
            remedy="Keep one of the two.",
        )
    table.ids[component.id] = component.id
    table.kinds[component.id] = Kind(component.kind)
    table.components[component.id] = index


def _add_alias(table: NameTable, index: int, component: Component, marked: Marked) -> None:
    alias = component.as_ or ""
    place: Path = ("components", index, "as")
    _check_shape(alias, marked, place)
    if table.ids.get(alias, component.id) != component.id:
        raise ManifestError(
            f'"{visible(alias)}" already stands for {visible(table.ids[alias])}',
            where=marked.where(place),
            remedy="Give each component a name of its own under `as`.",
        )
    table.ids[alias] = component.id


def _add_result(table: NameTable, index: int, step: Step, marked: Marked) -> None:
    place: Path = ("lineage", index, "produces")
    made = table.id_of(step.produces or "")
    _check_shape(made, marked, place)
    if made in table.makers:
        first = marked.line_of(("lineage", table.makers[made]))
        raise ManifestError(
            f'"{visible(made)}" is produced twice, first on line {first}',
            where=marked.where(place),
            remedy="Give each result a name of its own, or put the inputs into one step.",
        )
    kind, listed = kind_made(step), table.kinds.get(made)
    if listed and kind and listed != kind:
        raise ManifestError(
            f'"{visible(made)}" is listed as a {listed}, but {step.activity} makes a {kind}',
            where=marked.where(place),
            remedy="Give the result a name of its own.",
        )
    table.ids[made] = made
    table.kinds[made] = listed or kind
    table.makers[made] = index


def kind_made(step: Step) -> Kind | None:
    """Return what a step makes; None where a `combine` step does not tell."""
    if step.activity in DATA_MAKERS:
        return Kind.DATASET
    if step.activity is Activity.COMBINE:
        return None
    return Kind.MODEL


def _check_shape(name: str, marked: Marked, place: Path) -> None:
    if not name or not name.isprintable() or name != name.strip():
        raise ManifestError(
            f'"{visible(name)}" cannot be a name',
            where=marked.where(place),
            remedy="Use letters, digits and . _ - / without spaces around them.",
        )


def check_reference(
    name: str, allowed: frozenset[Kind], table: NameTable, marked: Marked, place: Path
) -> None:
    """Check that a reference stands for something that is allowed there.

    Raises:
        ManifestError: It stands for nothing, or for another kind of thing than is allowed there.
    """
    if name not in table.ids and not _stands_alone(name, allowed):
        software = allowed == {Kind.SOFTWARE}
        near = suggestion(name, {*table.ids, *(known_software() if software else ())})
        what = "no software that is known" if software else "no Hub id (owner/name)"
        raise ManifestError(
            f'"{visible(name)}" is neither a listed component nor a result of the lineage, '
            f"and {what}",
            where=marked.where(place),
            remedy=near or "List it under `components`, or write its full id.",
        )
    kind = table.kinds.get(table.id_of(name))
    if kind is not None and kind not in allowed:
        wanted = " or ".join(sorted(allowed))
        raise ManifestError(
            f'"{visible(name)}" is a {kind}; a {wanted} is wanted here',
            where=marked.where(place),
            remedy=_KIND_REMEDY.get(kind, "Name it under the field that is meant for it."),
        )


def _stands_alone(name: str, allowed: frozenset[Kind]) -> bool:
    """Whether a name that the manifest does not introduce says by itself what is meant."""
    if allowed == {Kind.SOFTWARE}:
        known = name.partition("@")[0].lower() in known_software()
        return known or _SOFTWARE_ID.fullmatch(name) is not None
    return "/" in name and is_hub_id(name)


@cache
def known_software() -> frozenset[str]:
    """Return the names of software whose terms are known, or known to exist."""
    table = load_yaml("knowledge/software.yaml")
    rows = (*table["software"], *table["terms-not-held"])
    return frozenset(name for row in rows for name in row["ids"])


_KIND_REMEDY = {
    Kind.MODEL: "For what a model generates, add a `generate` step and name what it produces.",
    Kind.SERVICE: "For what a service generates, add a `generate` step and name what it produces.",
    Kind.DATASET: "Datasets go under `data`.",
}
