"""Fetch what the assets of a plan, and all they come from, say about themselves.

In: requests and places. Out: artifacts by id, those of the requests first, then what their cards
and weight headers name as bases and data, level by level; the same input gives the same order.
Never raises for what a place does not have or refuses: that is a problem of the artifact.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial

from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Artifact, Problem
from licensescan.errors import InputError
from licensescan.sources.lineage import named_by, with_circles, with_clashes
from licensescan.sources.parallel import run_all
from licensescan.sources.places import Finder, Hub
from licensescan.sources.values import FetchOptions, HubPlace, Place, Progress, Request

GRACE = 0.5
"""Seconds before the end at which the Hub's answers are no longer waited for."""

SHARE = 1 / 3
"""Part of the budget that one asset may take."""

WORKERS = 8
DEPTH_LIMIT = 16
"""Steps upwards from what the plan names; the longest chains of merges on the Hub have under ten."""

ARTIFACTS_LIMIT = 300
"""Assets that are read beyond those the plan names."""


def fetch(
    requests: Sequence[Request], places: Sequence[Place], options: FetchOptions
) -> dict[str, Artifact]:
    """Return the artifact of every request, and of every asset upstream of them.

    Args:
        requests: What the plan names. Of two with the same id the first counts.
        places: Where to look, in order.
        options: Folder, time and mode.

    Raises:
        InputError: A path or licence file that the manifest names cannot be used.
    """
    until = time.monotonic() + options.budget

    hub = _HubOnDemand(until - GRACE, options)
    finder = Finder(places, options.root, hub.connection)
    found: dict[str, Artifact] = {}
    level = _distinct(requests, found)
    for depth in range(DEPTH_LIMIT + 1):
        found |= _find_level(level, finder, until, options.progress, len(found))
        level = _upstream(level, found, options.own)
        if not level:
            break
        if depth == DEPTH_LIMIT or len(found) + len(level) > len(requests) + ARTIFACTS_LIMIT:
            found |= {x.id: _too_far(x) for x in level}
            break
    return with_circles(with_clashes(found, requests))


class _HubOnDemand:
    """Connects to the Hub when it is first needed; the client takes 0.5 s to load."""

    def __init__(self, until: float, options: FetchOptions) -> None:
        self._until = until
        self._options = options
        self._lock = threading.Lock()
        self._connection: Hub | None = None

    def connection(self) -> Hub:
        """Return the one connection of this fetch.

        Raises:
            InputError: The client does not accept one of its HF_ variables.
        """
        with self._lock:
            if self._connection is None:
                self._connection = self._connect()
            return self._connection

    def _connect(self) -> Hub:
        try:
            from licensescan.sources.hub import connect
        except ValueError as error:  # the client reads its variables when it is imported
            raise InputError(
                f"the Hub's client does not accept an HF_ variable: {error}",
                remedy="Time-outs are whole numbers of seconds.",
            ) from None
        each = self._options.budget * SHARE
        return connect(until=self._until, each=each, offline=self._options.offline)


def _find_level(
    level: Sequence[Request], finder: Finder, until: float, progress: Progress | None, done: int
) -> dict[str, Artifact]:
    """Find the assets of one level, side by side where the network is waited for."""
    remote = any(isinstance(place, HubPlace) for place in finder.places)
    jobs = [partial(finder.find, request) for request in level]
    results = (
        run_all(jobs, workers=WORKERS, until=until)
        if remote
        else ((i, job()) for i, job in enumerate(jobs))
    )
    found: dict[int, Artifact] = {}
    for index, artifact in results:
        found[index] = artifact
        if progress is not None:
            progress(done + len(found), done + len(level), artifact.id)
    return {x.id: found.get(i) or _too_late(x) for i, x in enumerate(level)}


def _upstream(
    level: Iterable[Request], found: dict[str, Artifact], own: Collection[str]
) -> list[Request]:
    """Return requests for what a level's assets name and is not known yet."""
    named: list[Request] = []
    for request in level:
        artifact = found[request.id]
        known = named_by(artifact)
        odd = [x for x, _ in known if not is_hub_id(x)]
        if odd:
            problems = (_no_ids(artifact.id, odd),)
            found[request.id] = replace(artifact, problems=artifact.problems + problems)
        named += [Request(x, kind) for x, kind in known if is_hub_id(x) and x not in own]
    return _distinct(named, found)


def _distinct(requests: Iterable[Request], found: dict[str, Artifact]) -> list[Request]:
    """Return the requests that are new, the first of each id."""
    first: dict[str, Request] = {}
    for request in requests:
        if request.id not in found:
            first.setdefault(request.id, request)
    return list(first.values())


def _no_ids(subject: str, names: Sequence[str]) -> Problem:
    shown = ", ".join(repr(x[:100]) for x in names[:5])
    return Problem(
        subject,
        "missing",
        f"{subject} names {shown} as what it comes from, which is no id of a repo on the Hub.",
        "Find out what is meant and state it under lineage.",
    )


def _too_late(request: Request) -> Artifact:
    message = f"There was no time left to fetch {request.id}."
    problem = Problem(request.id, "timeout", message, "Try again; what was fetched is kept.")
    return Artifact(request.id, request.kind, problems=(problem,))


def _too_far(request: Request) -> Artifact:
    problem = Problem(
        request.id,
        "depth",
        f"{request.id} is too far upstream, or one of too many, to be followed.",
        "Add it to the components of the manifest.",
    )
    return Artifact(request.id, request.kind, problems=(problem,))
