"""What the plan amounts to: every act on every asset whose terms are asked.

In: assets, arrows, machines, the manifest's uses. Out: `Act`s, ours first, in an order that does
not depend on the manifest's. An asset's terms are asked for what we do with it, with all that
derives from it, and for what third parties upstream did. It judges nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from licensescan.documents.values import Kind
from licensescan.plan.flow import (
    BY_OTHERS,
    INDIRECT,
    MATERIALS,
    OUTPUTS,
    Arrival,
    arrivals,
    arrows_from,
    best,
)
from licensescan.plan.lineage import inputs_of, link_of
from licensescan.plan.loader import LoadedManifest
from licensescan.plan.manifest import Activity, Delivery, Release, Step, Use
from licensescan.plan.uses import NO_USE, merged
from licensescan.plan.values import Act, Asset, Derivation, Link, Machine

_COPIES = frozenset({Delivery.WEIGHTS_RELEASED, Delivery.EMBEDDED_PRODUCT})


@dataclass(frozen=True, slots=True)
class Ending:
    """Something done with an asset that makes no other asset of it.

    Attributes:
        activity: use, run, or the activity of a step that names no result.
        aspect: materials or outputs.
        use: What holds for it.
        line: In the manifest.
        ours: False for what the host of a rented machine does.
        subject: Name of the machine or id of the result; None for the asset itself.
        shown: The same by its alias.
        release: Of the result.
        machine: For run.
    """

    activity: str
    aspect: str
    use: Use
    line: int
    ours: bool = True
    subject: str | None = None
    shown: str = ""
    release: Release | None = None
    machine: Machine | None = None


Endings = Mapping[str, tuple[Ending, ...]]


def acts_of(
    loaded: LoadedManifest,
    assets: Mapping[str, Asset],
    derivations: Iterable[Derivation],
    machines: Iterable[Machine],
) -> tuple[Act, ...]:
    """Return all acts, each once, with the shortest chain."""
    endings = _endings(loaded, assets, machines)
    arrows = arrows_from(derivations)
    acts: list[Act] = []
    for source, asset in assets.items():
        if asset.ours:
            continue
        for arrival in best(arrivals(source, arrows, assets)):
            if arrival.by is not None:
                acts.append(_act(source, arrival, assets[arrival.asset]))
            if arrival.mode == MATERIALS:
                acts += _ends(source, arrival, endings.get(arrival.asset, ()))
    shown = {id(act.use): repr(act.use) for act in acts if act.activity == "use"}
    acts.sort(
        key=lambda act: (
            not act.ours,
            act.subject,
            act.asset,
            act.aspect,
            act.activity,
            act.path,
            shown.get(id(act.use), ""),
        )
    )
    return tuple(acts)


def _act(source: str, arrival: Arrival, subject: Asset) -> Act:
    by, mode = arrival.by, arrival.mode
    assert by is not None
    ours = by.ours or subject.ours
    return Act(
        activity=(Activity.TRAIN if by.link is Link.DATA else by.activity).value,
        asset=source,
        aspect="outputs" if mode & OUTPUTS else "materials",
        subject=arrival.asset,
        path=arrival.path,
        ours=ours,
        use=(subject.use or NO_USE) if ours else NO_USE,
        release=subject.release,
        derived=mode == MATERIALS,
        line=by.line or subject.line,
        trained=mode != MATERIALS and subject.kind is Kind.MODEL,
        outputs_ours=not mode & BY_OTHERS,
        direct=not mode & INDIRECT,
    )


def _ends(source: str, arrival: Arrival, endings: Iterable[Ending]) -> Iterator[Act]:
    for end in endings:
        subject = end.subject or arrival.asset
        yield Act(
            activity=end.activity,
            asset=source,
            aspect=end.aspect,
            subject=subject,
            path=(*arrival.path, end.shown) if end.subject else arrival.path,
            ours=end.ours,
            use=end.use,
            release=end.release,
            machine=end.machine,
            derived=end.activity == "use" and source != arrival.asset,
            line=end.line,
        )


def _endings(
    loaded: LoadedManifest, assets: Mapping[str, Asset], machines: Iterable[Machine]
) -> Endings:
    found: defaultdict[str, dict[Ending, None]] = defaultdict(dict)
    for asset in assets.values():
        if asset.component is not None and not asset.ours:
            end = Ending("use", "materials", asset.use or NO_USE, asset.line)
            found[asset.id][end] = None
    for index, step in enumerate(loaded.manifest.lineage):
        line = loaded.line_of(("lineage", index))
        for name, end in _step_ends(loaded, step, line, assets):
            if not any(_same(end, other) for other in found[name]):
                found[name][end] = None
    for machine in machines:
        for name, end in _machine_ends(loaded, machine):
            found[name][end] = None
    return {name: tuple(ends) for name, ends in found.items()}


def _same(one: Ending, other: Ending) -> bool:
    """Whether two endings differ in nothing but their line."""
    return (one.activity, one.aspect, one.subject, one.use, one.release) == (
        other.activity,
        other.aspect,
        other.subject,
        other.use,
        other.release,
    )


def _step_ends(
    loaded: LoadedManifest, step: Step, line: int, assets: Mapping[str, Asset]
) -> Iterator[tuple[str, Ending]]:
    """Yield what a step does with its inputs beside making something of them.

    A model that is named in a step alone is used there; it is not handed out by itself, so only
    the result carries copies on. Evaluating is an act of its own.
    """
    use = merged(loaded.manifest.use, step.use)
    for field, name in inputs_of(step, loaded.names):
        asset = assets[name]
        if step.activity is Activity.EVALUATE or step.produces is None:
            outputs = link_of(step.activity, field) is Link.OUTPUTS
            result = step.produces and loaded.names.id_of(step.produces)
            yield (
                name,
                Ending(
                    step.activity.value,
                    "outputs" if outputs else "materials",
                    use,
                    line,
                    subject=result,
                    shown=assets[result].alias if result else "",
                    release=step.release,
                ),
            )
        unlisted = asset.component is None and not asset.ours
        plain = unlisted or (step.use is not None and not asset.ours)
        if plain and field != "data" and step.activity is not Activity.EVALUATE:
            yield name, Ending("use", "materials", _kept(use), line)


def _kept(use: Use) -> Use:
    """Return a use without handing out copies."""
    if use.delivery is None or not _COPIES.intersection(use.delivery):
        return use
    rest = tuple(way for way in use.delivery if way not in _COPIES)
    return merged(use, Use(delivery=rest or (Delivery.INTERNAL,)))


def _machine_ends(loaded: LoadedManifest, machine: Machine) -> Iterator[tuple[str, Ending]]:
    """Yield what runs on a machine; the driver of a rented one is its host's act."""
    use = merged(loaded.manifest.use, machine.item.use)
    for names, ours in ((machine.software, machine.site != "marketplace"), (machine.runs, True)):
        for name in names:
            yield (
                name,
                Ending(
                    "run",
                    "materials",
                    use,
                    machine.line,
                    ours=ours,
                    subject=machine.name,
                    shown=machine.name,
                    machine=machine,
                ),
            )
