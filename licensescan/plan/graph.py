"""The plan: every asset it touches, the arrows between them, the machines, and the acts.

In: a loaded manifest and the artifacts that were read. Out: a `Plan` that is the same for any
order of the manifest's lists, but for line numbers. It knows no licence and fetches nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from licensescan.documents.values import Artifact, Kind
from licensescan.plan.acts import acts_of
from licensescan.plan.hardware import machine_of
from licensescan.plan.lineage import (
    inputs_of,
    manifest_derivations,
    prose_of,
    stated_derivations,
    unnamed_sources,
)
from licensescan.plan.loader import LoadedManifest
from licensescan.plan.manifest import Activity, Component
from licensescan.plan.prose import Statement, generator
from licensescan.plan.tasks import with_tasks
from licensescan.plan.uses import merged
from licensescan.plan.values import Asset, Derivation, Link, Machine, Plan


def build_plan(loaded: LoadedManifest, artifacts: Mapping[str, Artifact]) -> Plan:
    """Join the manifest with what cards state, and work out every act.

    Args:
        loaded: The manifest.
        artifacts: What was read, by asset id; assets without one are kept all the same.
    """
    machines = tuple(
        machine_of(item, index, loaded) for index, item in enumerate(loaded.manifest.hardware)
    )
    assets = _named_assets(loaded, machines)
    prose = prose_of(artifacts)
    stated = _derivations(loaded, artifacts, assets, prose)
    _add_upstream(assets, stated, artifacts)
    derivations = tuple(one for one in stated if one.result in assets)
    tasked = with_tasks(assets, derivations, artifacts)
    for name, quote in unnamed_sources(prose).items():
        if name in tasked:
            tasked[name] = replace(tasked[name], unnamed_source=quote)
    return Plan(
        manifest=loaded.path,
        organization=loaded.manifest.organization,
        assets=tasked,
        derivations=derivations,
        machines=machines,
        acts=acts_of(loaded, tasked, derivations, machines),
    )


def _named_assets(loaded: LoadedManifest, machines: tuple[Machine, ...]) -> dict[str, Asset]:
    """Return what the manifest names: components, results, inputs, software of machines."""
    manifest = loaded.manifest
    assets: dict[str, Asset] = {}
    for index, component in enumerate(manifest.components):
        assets[component.id] = _listed(loaded, index, component)
    for index, step in enumerate(manifest.lineage):
        if step.produces is not None:
            made = _made(loaded, index, assets.get(loaded.names.id_of(step.produces)))
            assets[made.id] = made
    for index, step in enumerate(manifest.lineage):
        line = loaded.line_of(("lineage", index))
        for field, name in inputs_of(step, loaded.names):
            _add(assets, name, Kind.DATASET if field == "data" else Kind.MODEL, line)
    for machine in machines:
        kinds = dict.fromkeys(machine.runs, Kind.MODEL)
        kinds |= dict.fromkeys(machine.software, Kind.SOFTWARE)
        for name, kind in kinds.items():
            _add(assets, name, kind, machine.line)
    return assets


def _listed(loaded: LoadedManifest, index: int, component: Component) -> Asset:
    return Asset(
        id=component.id,
        kind=Kind(component.kind),
        alias=component.as_ or component.id,
        line=loaded.line_of(("components", index)),
        use=merged(loaded.manifest.use, component.use),
        component=component,
        task=component.task,
        version=_version(component.id, Kind(component.kind)),
    )


def _made(loaded: LoadedManifest, index: int, listed: Asset | None) -> Asset:
    step = loaded.manifest.lineage[index]
    made = loaded.names.id_of(step.produces or "")
    kind = loaded.names.kinds.get(made)
    if kind is None:
        kind = Kind.MODEL if step.base or step.model else Kind.DATASET
    asset = listed or Asset(id=made, kind=kind, alias=made)
    use = merged(loaded.manifest.use, step.use)
    if listed is not None and listed.component is not None:
        use = merged(use, listed.component.use)
    return replace(
        asset,
        ours=True,
        line=loaded.line_of(("lineage", index)),
        use=use,
        task=step.task or asset.task,
        release=step.release,
    )


def _add(assets: dict[str, Asset], name: str, kind: Kind, line: int) -> None:
    if name in assets:
        return
    row = generator(name)
    if kind is Kind.MODEL and row is not None:
        kind = Kind(row["kind"])
    assets[name] = Asset(name, kind, name, line=line, version=_version(name, kind))


def _version(name: str, kind: Kind) -> str | None:
    return name.partition("@")[2] or None if kind is Kind.SOFTWARE else None


def _derivations(
    loaded: LoadedManifest,
    artifacts: Mapping[str, Artifact],
    assets: Mapping[str, Asset],
    prose: Mapping[str, tuple[Statement, ...]],
) -> tuple[Derivation, ...]:
    """Return all arrows, the manifest's first, each (source, result, link) once."""
    models = frozenset(
        {asset.id for asset in assets.values() if asset.kind is not Kind.DATASET}
        | {base for one in artifacts.values() if one.card for base in one.card.base_models}
    )
    found: dict[tuple[str, str, Link], Derivation] = {}
    for one in manifest_derivations(loaded):
        found.setdefault((one.source, one.result, one.link), one)
    for name in sorted(artifacts):
        ours = name in assets and assets[name].ours
        for one in stated_derivations(
            artifacts[name], name, artifacts, models, prose.get(name, ())
        ):
            stated = replace(one, ours=True) if ours else one
            found.setdefault((one.source, one.result, one.link), stated)
    return tuple(sorted(found.values(), key=lambda x: (not x.ours, x.result, x.source, x.link)))


def _add_upstream(
    assets: dict[str, Asset],
    derivations: tuple[Derivation, ...],
    artifacts: Mapping[str, Artifact],
) -> None:
    """Add what cards alone name, with the line of what led there; nearest first."""
    parents: defaultdict[str, list[Derivation]] = defaultdict(list)
    for one in derivations:
        parents[one.result].append(one)
    waiting = sorted(assets, key=lambda name: (assets[name].line, name))
    for name in waiting:
        for one in parents[name]:
            if one.source not in assets:
                kind = _kind_upstream(one, artifacts)
                assets[one.source] = Asset(
                    one.source, kind, one.source, listed=False, line=assets[name].line
                )
                waiting.append(one.source)


def _kind_upstream(one: Derivation, artifacts: Mapping[str, Artifact]) -> Kind:
    if one.source in artifacts:
        return artifacts[one.source].kind
    if one.source.startswith("datasets/") or one.link is Link.DATA:
        return Kind.DATASET
    if one.link is Link.MATERIALS and one.activity is Activity.TRAIN:
        return Kind.DATASET
    row = generator(one.source)
    return Kind(row["kind"]) if row else Kind.MODEL
