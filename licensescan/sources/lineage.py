"""What artifacts name as bases and data, and what is odd about it.

In: artifacts by id. Out: ids; the same artifacts with notes on circles (an error of the Hub's
users, not of ours) and with problems where one id is used for a model and a dataset.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from licensescan.documents.values import Artifact, Kind, Problem
from licensescan.documents.weight_facts import base_models_of, datasets_of
from licensescan.sources.values import Request


def bases_and_data(artifact: Artifact) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what card and weight headers name as base models and as data, each once."""
    bases = base_models_of(artifact.weights)
    data = datasets_of(artifact.weights)
    if artifact.card is not None:
        bases = artifact.card.base_models + bases
        data = artifact.card.datasets + data
    return tuple(dict.fromkeys(bases)), tuple(dict.fromkeys(data))


def named_by(artifact: Artifact) -> list[tuple[str, Kind]]:
    """Return each of `bases_and_data` with the kind that it is named as, bases first."""
    bases, data = bases_and_data(artifact)
    return [*((x, Kind.MODEL) for x in bases), *((x, Kind.DATASET) for x in data)]


def with_clashes(found: dict[str, Artifact], requests: Iterable[Request]) -> dict[str, Artifact]:
    """Return the artifacts with a problem on each id that is named as two kinds of asset.

    On the Hub a model and a dataset may share an id; in a plan they cannot, so one was not read.
    """
    noted = dict(found)
    for name, kind in dict.fromkeys(_named(found, requests)):
        artifact = noted.get(name)
        if artifact is not None and artifact.kind is not kind:
            problems = (*artifact.problems, _clash(artifact, kind))
            noted[name] = replace(artifact, problems=problems)
    return noted


def _named(found: dict[str, Artifact], requests: Iterable[Request]) -> Iterator[tuple[str, Kind]]:
    yield from ((x.id, x.kind) for x in requests)
    for artifact in found.values():
        yield from named_by(artifact)


def _clash(artifact: Artifact, kind: Kind) -> Problem:
    return Problem(
        artifact.id,
        "other",
        f"{artifact.id} is named as a {artifact.kind} and as a {kind}; only the {artifact.kind} "
        "was read.",
        f"Read the terms of the {kind} by hand.",
    )


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
