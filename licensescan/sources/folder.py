"""Read a repo that lies in a folder: its texts, its card and the headers of its weights.

In: the folder, and the folder that no link may leave. Out: `Parts`. Looks at the top of the folder
only, and at the file that the card's ``license_link`` names.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from licensescan.documents.values import Document, Problem, Role
from licensescan.errors import UnreadableTextError
from licensescan.sources.assemble import (
    File,
    Parts,
    add_files,
    no_linked_file,
    too_many,
    unreadable,
)
from licensescan.sources.files import read_bounded
from licensescan.sources.selection import TEXTS_LIMIT, linked_file, select
from licensescan.sources.weights import HEADER_LIMIT, SUFFIXES, HeaderError, read_header

WEIGHT_FILES_LIMIT = 16
"""Weight files of one folder whose headers are read; shards of one model repeat each other's."""


@dataclass(frozen=True, slots=True)
class RepoFolder:
    """A repo in a folder.

    Attributes:
        folder: The repo.
        bound: The mirror's or manifest's folder: links must not lead out of it.
        origin: Id of the asset.
        revision: Commit, where known.
    """

    folder: Path
    bound: Path
    origin: str
    revision: str | None = None

    def real(self, name: str) -> Path:
        """Return the real path of a file.

        Raises:
            UnreadableTextError: It is a link that leads nowhere, or out of the bounds.
        """
        try:
            path = (self.folder / name).resolve(strict=True)
        except (OSError, RuntimeError):
            raise UnreadableTextError("is a link that leads nowhere", where=name) from None
        if not path.is_relative_to(self.bound.resolve()):
            raise UnreadableTextError(
                "is a link that leads out of its folder, and is not followed",
                where=name,
                remedy="Put the file itself into the folder.",
            )
        return path


def read_folder(repo: RepoFolder) -> Parts:
    """Return what the repo in a folder says about itself."""
    parts = Parts()
    names = _names(repo.folder)
    texts = select(names)
    if len(texts) > TEXTS_LIMIT:
        parts.problems.append(too_many(repo.origin))
    _add_texts(parts, texts[:TEXTS_LIMIT], repo)
    _add_linked(parts, {name for name, _ in texts}, repo)
    weights = [name for name in names if name.lower().endswith(SUFFIXES)]
    _add_weights(parts, weights[:WEIGHT_FILES_LIMIT], repo)
    return parts


def add_header(parts: Parts, path: Path, origin: str) -> None:
    """Read the header of one weight file into facts and a document.

    Raises:
        HeaderError: It is truncated, lies about sizes, or is of another format.
        OSError: The file cannot be read.
    """
    header = read_header(path)
    for key, value in header.facts.items():
        known = parts.weights.setdefault(key, value)
        if known != value:
            parts.weights[f"{path.name}:{key}"] = value
    if header.facts:
        text = "".join(f"{key}: {value}\n" for key, value in header.facts.items())
        parts.documents.append(Document.of(text, path.name, Role.WEIGHTS, origin))
    if not header.whole:
        message = (
            f"Only the first {HEADER_LIMIT // 10**6} MB of the header of {path.name} are read."
        )
        parts.problems.append(Problem(origin, "too-large", message, blocks=False))


def _names(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if not entry.is_dir())


def _add_texts(parts: Parts, texts: Iterable[tuple[str, Role]], repo: RepoFolder) -> None:
    files: list[File] = []
    for name, role in texts:
        try:
            files.append(File(name, role, read_bounded(repo.real(name), name)))
        except UnreadableTextError as error:
            parts.problems.append(unreadable(repo.origin, name, error))
    add_files(parts, files, repo.origin, repo.revision)


def _add_linked(parts: Parts, known: Container[str], repo: RepoFolder) -> None:
    """Read the file that the card names as the licence, unless its name gave it away already."""
    name = linked_file(parts.card.license_link if parts.card else None, repo.origin)
    if name is None or name in known:
        return
    if (repo.folder / name).is_file():
        _add_texts(parts, [(name, Role.LICENSE)], repo)
    else:
        parts.problems.append(no_linked_file(repo.origin, name))


def _add_weights(parts: Parts, names: Iterable[str], repo: RepoFolder) -> None:
    for name in names:
        try:
            add_header(parts, repo.real(name), repo.origin)
        except (HeaderError, UnreadableTextError, OSError) as error:
            what = (
                error.what if isinstance(error, UnreadableTextError) else f"is unreadable: {error}"
            )
            message = f"{name} of {repo.origin} {what}."
            remedy = "Get the file anew; its header may hold licence and base model."
            parts.problems.append(Problem(repo.origin, "truncated", message, remedy))
