"""Read texts that a user names one by one: files, or Hub repos by their licence.

In: paths and Hub ids. Out: documents, and what was read in each, in that order. Shared by the
commands that look at texts without a plan; a file is read without loading the Hub's client.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from licensescan.clauses import Reading, read_clauses
from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Artifact, Document, Role
from licensescan.errors import SourceError
from licensescan.licenses.identify import identify
from licensescan.licenses.values import Match
from licensescan.sources import FetchOptions, HubPlace, Request, fetch, read_document

TERMS = (Role.LICENSE, Role.USE_POLICY, Role.GATED_PROMPT)
"""Roles of documents that may hold terms."""

TextRead = tuple[Document, str | None, Reading]
"""A document, the id of the licence that its text is (None if unknown), what was read in it."""


def read_texts(names: Iterable[str], *, offline: bool = False) -> tuple[TextRead, ...]:
    """Read the clauses of each text.

    Args:
        names: Paths of files, or Hub ids; a file that exists wins.
        offline: Ask only what the Hub's client keeps on this machine.

    Raises:
        UnreadableTextError: A file is missing, binary, too large or no text.
        SourceError: A repo cannot be read, or has no licence text.
    """
    documents = [x for name in names for x in documents_of(name, offline=offline)]
    return tuple((x, _license_of(x), read_clauses(x.text)) for x in documents)


def identify_texts(names: Iterable[str]) -> tuple[tuple[Document, tuple[Match, ...]], ...]:
    """Tell which licence each file is.

    Raises:
        UnreadableTextError: A file is missing, binary, too large or no text.
    """
    documents = [read_document(name) for name in names]
    return tuple((x, identify(x.text)) for x in documents)


def documents_of(name: str, *, offline: bool = False) -> tuple[Document, ...]:
    """Return the documents that a name stands for.

    Raises:
        UnreadableTextError: As `read_texts`.
        SourceError: As `read_texts`.
    """
    if Path(name).exists() or "/" not in name or not is_hub_id(name):
        return (read_document(name),)
    artifact = fetch([Request(name)], [HubPlace()], FetchOptions(Path(), offline=offline))[name]
    found = tuple(x for x in artifact.documents if x.role in TERMS)
    if not found:
        raise _nothing(artifact)
    return found


def _license_of(document: Document) -> str | None:
    return identify(document.text, show_changes=False)[0].license


def _nothing(artifact: Artifact) -> SourceError:
    for problem in artifact.problems:
        if problem.blocks:
            return SourceError(problem.message, where=artifact.id, remedy=problem.remedy)
    return SourceError(
        "the repo holds no licence text",
        where=artifact.id,
        remedy="`licensescan explain` tells what its card declares.",
    )
