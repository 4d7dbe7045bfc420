"""Ask the places for one asset, in order, and keep the best answer.

In: a request and the places. Out: one artifact, always: where no place has the asset, it holds a
problem that says so. The Hub's client is loaded only when the Hub is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Artifact, Kind, Problem
from licensescan.errors import InputError
from licensescan.sources.files import inside
from licensescan.sources.local import read_path, with_license_file
from licensescan.sources.mirror import find_in_mirror
from licensescan.sources.values import HubPlace, MirrorPlace, Place, Request

if TYPE_CHECKING:
    from licensescan.plan.manifest import Mirror

_FETCHED = frozenset({Kind.MODEL, Kind.DATASET})
_UNAVAILABLE = frozenset(
    {"gated", "missing", "throttled", "server-error", "timeout", "truncated", "offline"}
    | {"no-network"}
)


def places_of(sources: Iterable[Mirror | Literal["hub"]], root: Path, where: str) -> list[Place]:
    """Return the places that a manifest's ``sources`` name.

    Args:
        sources: As the manifest has them.
        root: The manifest's folder.
        where: Where they stand (``file:line: sources``), for the error.

    Raises:
        InputError: A mirror is not there, is no folder, or leaves the manifest's folder.
    """
    return [
        HubPlace() if source == "hub" else _mirror(source.mirror, root, where) for source in sources
    ]


def _mirror(name: str, root: Path, where: str) -> MirrorPlace:
    folder = inside(root, name, where)
    if not folder.is_dir():
        raise InputError(f"{name} is no folder", where=where)
    return MirrorPlace(folder, name)


class Hub(Protocol):
    """A connection to the Hub for the length of one fetch."""

    def find(self, request: Request) -> Artifact:
        """Return what the Hub has of an asset; what it refuses is a problem of the artifact."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds assets one by one.

    Attributes:
        places: Where to look, in order.
        root: The manifest's folder.
        hub: Gives the connection; not called before the Hub is needed.
    """

    places: Sequence[Place]
    root: Path
    hub: Callable[[], Hub]

    def find(self, request: Request) -> Artifact:
        """Return the artifact of a request.

        Raises:
            InputError: A path or licence file of the manifest cannot be used.
        """
        if request.path is not None:
            artifact = read_path(request, self.root)
        elif request.kind not in _FETCHED:
            artifact = Artifact(request.id, request.kind)
        else:
            artifact = self._look(request)
        return with_license_file(artifact, request, self.root)

    def _look(self, request: Request) -> Artifact:
        if not is_hub_id(request.id):
            return _no_id(request)
        first: Artifact | None = None
        for place in self.places:
            found = self._ask(request, place)
            if found is not None and _is_whole(found):
                return _after(first, found)
            first = first or found
        return first or self._nowhere(request)

    def _ask(self, request: Request, place: Place) -> Artifact | None:
        match place:
            case MirrorPlace():
                return find_in_mirror(request, place)
            case HubPlace():
                return self.hub().find(request)

    def _nowhere(self, request: Request) -> Artifact:
        names = [x.name or str(x.folder) for x in self.places if isinstance(x, MirrorPlace)]
        at = f" at {request.revision}" if request.revision else ""
        where = " or ".join(names) if names else "any source"
        problem = Problem(
            request.id,
            "missing",
            f"The {request.kind} {request.id}{at} is not in {where}.",
            "Put it into the mirror, or add the Hub to the manifest's sources.",
        )
        return Artifact(request.id, request.kind, problems=(problem,))


def _is_whole(artifact: Artifact) -> bool:
    """Return whether a place gave all it has; else the next place may give more."""
    return not any(x.blocks and x.reason in _UNAVAILABLE for x in artifact.problems)


def _after(first: Artifact | None, found: Artifact) -> Artifact:
    """Return what a later place gave, with what went wrong before as notes."""
    if first is None:
        return found
    notes = tuple(replace(x, blocks=False) for x in first.problems)
    return replace(found, problems=found.problems + notes)


def _no_id(request: Request) -> Artifact:
    problem = Problem(
        request.id,
        "missing",
        f"{request.id!r} is no id of a repo on the Hub, so it cannot be looked up.",
        "Write owner/name as the Hub does, or give the model a path.",
    )
    return Artifact(request.id, request.kind, problems=(problem,))
