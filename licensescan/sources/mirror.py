"""A mirror: a folder of repos laid out as on the Hub, as ``hf download --local-dir`` makes them.

In: a request. Out: its artifact, or None where the mirror does not hold it. Never writes.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Artifact, Kind, Problem
from licensescan.sources.folder import RepoFolder, read_folder
from licensescan.sources.values import MirrorPlace, Request

_COMMIT = re.compile(r"[0-9a-f]{40}")
_DOWNLOADS = Path(".cache", "huggingface", "download")


def find_in_mirror(request: Request, place: MirrorPlace) -> Artifact | None:
    """Return what the mirror holds of an asset; None if it has not that asset or that commit."""
    folder = _repo_folder(place.folder, request)
    if folder is None:
        return None
    commit = _commit(folder)
    pinned = request.revision if request.revision and _COMMIT.fullmatch(request.revision) else None
    if pinned and commit and pinned != commit:
        return None
    parts = read_folder(RepoFolder(folder, place.folder, request.id, commit))
    if pinned and not commit:
        message = f"The mirror does not tell whether its {request.id} is at commit {pinned}."
        parts.problems.append(Problem(request.id, "other", message, blocks=False))
    return Artifact(
        id=request.id,
        kind=request.kind,
        revision=commit,
        documents=parts.ordered(),
        card=parts.card,
        source="mirror",
        weights=parts.weights,
        problems=tuple(parts.problems),
    )


def _repo_folder(mirror: Path, request: Request) -> Path | None:
    """Return the folder of a repo inside the mirror, also where the id's case differs."""
    if not is_hub_id(request.id):
        return None
    folder = mirror / "datasets" if request.kind is Kind.DATASET else mirror
    for part in request.id.split("/"):
        exact = folder / part
        found = exact if exact.is_dir() else _same_but_for_case(folder, part)
        if found is None:
            return None
        folder = found
    inside = folder.resolve().is_relative_to(mirror.resolve())
    holds_files = "/" in request.id or any(entry.is_file() for entry in folder.iterdir())
    return folder if inside and holds_files else None


def _same_but_for_case(folder: Path, name: str) -> Path | None:
    """Return the one folder with that name in another case: ids on the Hub differ in more."""
    if not folder.is_dir():
        return None
    found = [x for x in folder.iterdir() if x.name.lower() == name.lower() and x.is_dir()]
    return found[0] if len(found) == 1 else None


def _commit(folder: Path) -> str | None:
    """Return the commit that ``hf download --local-dir`` noted, if all its notes agree."""
    notes = folder / _DOWNLOADS
    if not notes.is_dir() or not notes.resolve().is_relative_to(folder.resolve()):
        return None
    commits: set[str] = set()
    for note in islice(sorted(notes.glob("*.metadata")), 50):
        with note.open("r", encoding="utf-8", errors="replace") as file:
            commits.add(file.readline(100).strip())
    commit = next(iter(commits), "")
    return commit if len(commits) == 1 and _COMMIT.fullmatch(commit) else None
