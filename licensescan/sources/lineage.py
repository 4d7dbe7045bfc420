"""Find circles among the base models that cards name: an error of the Hub's users, not of ours.

In: artifacts by id. Out: the same, each circle noted once, at its first asset.
"""

from __future__ import annotations

from dataclasses import replace

from licensescan.documents.values import Artifact, Problem


def with_circles(found: dict[str, Artifact]) -> dict[str, Artifact]:
    """Return the artifacts with a note on each circle of base models."""
    noted = dict(found)
    done: set[str] = set()
    for start in found:
        for circle in _circles(start, found, done):
            first = min(circle, key=list(found).index)
            artifact = noted[first]
            noted[first] = replace(artifact, problems=(*artifact.problems, _note(first, circle)))
    return noted


def _circles(start: str, found: dict[str, Artifact], done: set[str]) -> list[list[str]]:
    """Walk upwards from an asset, depth first; return each way that leads back into itself."""
    circles: list[list[str]] = []
    path: list[str] = []
    waiting = [(start, 0)]
    while waiting:
        name, depth = waiting.pop()
        del path[depth:]
        if name in path:
            circles.append(path[path.index(name) :])
            continue
        if name in done:
            continue
        done.add(name)
        path.append(name)
        card = found[name].card
        bases = card.base_models if card else ()
        waiting += [(x, len(path)) for x in reversed(bases) if x in found]
    return circles


def _note(subject: str, circle: list[str]) -> Problem:
    at = circle.index(subject)
    chain = " → ".join([*circle[at:], *circle[:at], subject])
    return Problem(
        subject,
        "cycle",
        f"The cards name each other as base model in a circle: {chain}.",
        "Ask the authors which came first; all are judged.",
        blocks=False,
    )
