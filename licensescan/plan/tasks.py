"""What each model does, as a Hub pipeline tag.

In: assets, arrows, artifacts. Out: the assets with `task` filled in: what the manifest says, else
the card, else what is known of the service, else what its bases do when they agree; None when
nothing tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from licensescan.documents.values import Artifact, Kind
from licensescan.plan.prose import generator
from licensescan.plan.values import Asset, Derivation, Link
from licensescan.resources import load_yaml


@cache
def pipeline_tags() -> frozenset[str]:
    """Return the Hub's pipeline tags."""
    kinds = load_yaml("knowledge/tasks.yaml")["kinds"]
    return frozenset(tag for tags in kinds.values() for tag in tags)


def with_tasks(
    assets: Mapping[str, Asset],
    derivations: Iterable[Derivation],
    artifacts: Mapping[str, Artifact],
) -> dict[str, Asset]:
    """Return the assets with what each model does filled in."""
    bases: defaultdict[str, list[str]] = defaultdict(list)
    for one in derivations:
        if one.link is Link.MATERIALS:
            bases[one.result].append(one.source)
    tasks: dict[str, str | None] = {}
    for name, asset in assets.items():
        if asset.kind is Kind.DATASET:
            tasks[name] = None
        elif task := _own_task(asset, artifacts.get(name)):
            tasks[name] = task
    for name in sorted(assets):
        _resolve(name, bases, tasks)
    return {name: replace(asset, task=tasks[name]) for name, asset in assets.items()}


def _own_task(asset: Asset, artifact: Artifact | None) -> str | None:
    if asset.task:
        return asset.task
    card = artifact.card if artifact else None
    if card is not None:
        if card.pipeline_tag:
            return card.pipeline_tag
        tagged = [tag for tag in card.tags if tag in pipeline_tags()]
        if len(tagged) == 1:
            return tagged[0]
    row = generator(asset.id)
    return row.get("task") if row else None


def _resolve(start: str, bases: Mapping[str, list[str]], tasks: dict[str, str | None]) -> None:
    """Fill in a task from the bases, with a stack of its own; a circle of bases tells nothing."""
    waiting, entered = [start], set[str]()
    while waiting:
        name = waiting[-1]
        if name in tasks:
            waiting.pop()
            continue
        open_bases = [x for x in bases.get(name, ()) if x not in tasks and x not in entered]
        entered.add(name)
        if open_bases:
            waiting += open_bases
            continue
        said = {tasks[x] for x in bases.get(name, ()) if tasks.get(x)}
        tasks[name] = said.pop() if len(said) == 1 else None
        waiting.pop()
