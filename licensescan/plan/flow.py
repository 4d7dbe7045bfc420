"""How the terms of one asset reach others: breadth first along the arrows, any depth, each once.

In: the arrows of a plan, by index. Out: for one asset, everything it reaches with what of it
arrives there, and the shortest chain. Circles that cards state are walked once. It grows with
the number of arrows reached, never with the number of ways through them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from licensescan.documents.values import Kind
from licensescan.plan.values import Asset, Derivation, Link

# What of an asset has arrived somewhere: bits, so that arriving twice is seen at once.
MATERIALS = 1
"""Its weights, code or data are in it, or it derives from them."""
DATA = 2
"""It was trained on them."""
OUTPUTS = 4
"""It holds, or was trained on, what the asset generated."""
BY_OTHERS = 8
"""The outputs were made by a third party's step."""
INDIRECT = 16
"""The outputs are those of a model that was trained on the asset's outputs."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What of an asset arrives at another.

    Attributes:
        asset: Where it arrives.
        mode: The bits above.
        path: Aliases from the source to here, both included.
        by: The last arrow; None at the source itself.
    """

    asset: str
    mode: int
    path: tuple[str, ...]
    by: Derivation | None


Arrows = Mapping[str, tuple[Derivation, ...]]


def arrows_from(derivations: Iterable[Derivation]) -> Arrows:
    """Index arrows by their source, in an order that does not depend on the manifest's."""
    found: defaultdict[str, list[Derivation]] = defaultdict(list)
    for one in derivations:
        if one.link is not Link.NONE:
            found[one.source].append(one)
    return {
        source: tuple(sorted(arrows, key=lambda x: (x.result, not x.ours, x.link, x.activity)))
        for source, arrows in found.items()
    }


def arrivals(source: str, arrows: Arrows, assets: Mapping[str, Asset]) -> list[Arrival]:
    """Return everything that one asset reaches, itself first, nearest first."""
    start = Arrival(source, MATERIALS, (assets[source].alias,), None)
    seen = {(source, MATERIALS)}
    found = [start]
    for here in found:
        from_model = assets[here.asset].kind is not Kind.DATASET
        for arrow in arrows.get(here.asset, ()):
            mode = _carried(here.mode, arrow, from_model)
            if mode and (arrow.result, mode) not in seen:
                seen.add((arrow.result, mode))
                path = (*here.path, assets[arrow.result].alias)
                found.append(Arrival(arrow.result, mode, path, arrow))
    return found


def _carried(mode: int, arrow: Derivation, from_model: bool) -> int:
    """Return what arrives through one arrow; 0 for nothing.

    A model that was trained on data gives outputs of its own: the data's terms end there.
    """
    match arrow.link:
        case Link.MATERIALS:
            return mode
        case Link.DATA:
            return mode if mode & OUTPUTS else DATA
        case Link.OUTPUTS if mode & MATERIALS:
            return OUTPUTS if arrow.ours else OUTPUTS | BY_OTHERS
        case Link.OUTPUTS if mode & OUTPUTS:
            return mode | INDIRECT if from_model else mode
        case _:
            return 0


def best(found: list[Arrival]) -> list[Arrival]:
    """Drop what says less than another arrival at the same asset says.

    Outputs that we made ourselves, and that come directly, say the most.
    """
    modes: defaultdict[str, set[int]] = defaultdict(set)
    for one in found:
        modes[one.asset].add(one.mode)
    return [one for one in found if not _outdone(one.mode, modes[one.asset])]


def _outdone(mode: int, others: set[int]) -> bool:
    if mode == DATA:
        return MATERIALS in others
    if not mode & OUTPUTS:
        return False
    return any(other != mode and other & OUTPUTS and other | mode == mode for other in others)
