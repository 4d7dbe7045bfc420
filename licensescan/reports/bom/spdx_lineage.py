"""Lineage and machines as SPDX relationships.

In: what leads to each component, and which software machines run. Out: relationships between
packages, each with the activity and the place where it is stated. SPDX 2.3 has no word for
training, so that data a model was trained on is what it was GENERATED_FROM, said in the comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from spdx_tools.spdx.model.relationship import Relationship, RelationshipType
from spdx_tools.spdx.model.spdx_none import SpdxNone

from licensescan.reports.bom.spdx_packages import Packages
from licensescan.reports.names import listed
from licensescan.reports.safe import one_line
from licensescan.result import Result

_TYPES = {
    "materials": RelationshipType.DESCENDANT_OF,
    "outputs": RelationshipType.GENERATED_FROM,
    "data": RelationshipType.GENERATED_FROM,
}


def relationships(result: Result, packages: Packages) -> list[Relationship]:
    """Return all relationships: what is described, the lineage, what runs on what."""
    found = [
        *_described(result, packages),
        *_lineage(result, packages),
        *_runtime(result, packages),
    ]
    unique = {
        (x.spdx_element_id, x.relationship_type, str(x.related_spdx_element_id), x.comment): x
        for x in found
    }
    return list(unique.values())


def _described(result: Result, packages: Packages) -> Iterator[Relationship]:
    named = [packages.ids[x.name] for x in result.components if x.listed or x.ours]
    ids: Sequence[str | SpdxNone] = named or [x.spdx_id for x in packages.packages] or [SpdxNone()]
    for spdx_id in ids:
        yield Relationship("SPDXRef-DOCUMENT", RelationshipType.DESCRIBES, spdx_id)


def _lineage(result: Result, packages: Packages) -> Iterator[Relationship]:
    for component in result.components:
        for step in component.upstream:
            source = packages.ids.get(str(step.get("source") or ""))
            if source:
                kind = _TYPES.get(str(step.get("link")), RelationshipType.OTHER)
                yield Relationship(packages.ids[component.name], kind, source, _comment(step))


def _comment(step: Mapping[str, Any]) -> str:
    activity = one_line(step.get("activity") or "made from", 60)
    trained = " (training data)" if step.get("link") == "data" else ""
    who = "" if step.get("ours") else ", done by a third party"
    return f"{activity}{trained}{who}; stated in {one_line(step.get('stated') or 'the plan', 200)}"


def _runtime(result: Result, packages: Packages) -> Iterator[Relationship]:
    for machine in result.hardware:
        place = ", ".join(
            one_line(machine[x], 80) for x in ("name", "gpu", "site") if machine.get(x)
        )
        for software in listed(machine.get("software")):
            for runs in listed(machine.get("runs")):
                if software in packages.ids and runs in packages.ids:
                    yield Relationship(
                        packages.ids[software],
                        RelationshipType.RUNTIME_DEPENDENCY_OF,
                        packages.ids[runs],
                        f"on {place}",
                    )
