"""Read texts that a user names one by one: files, or Hub repos by their licence.

In: paths and Hub ids. Out: documents, and what was read in each, in that order. Shared by the
commands that look at texts without a plan; a file is read without loading the Hub's client.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from licensescan.clauses.values import Reading
from licensescan.documents.hub_ids import is_hub_id
from licensescan.documents.values import Artifact, Document
from licensescan.errors import SourceError
from licensescan.licenses.identify import identify
from licensescan.licenses.values import Match, SourcedClause, SourcedUnread, Terms
from licensescan.sources import FetchOptions, HubPlace, Request, fetch, read_document

TextRead = tuple[Document, str | None, Reading]
"""A document, the id of the licence that its text is (None if unknown), what was read in it.
A document without text stands for a licence known from the catalog."""


def read_texts(names: Iterable[str], *, offline: bool = False) -> tuple[TextRead, ...]:
    """Read the clauses of each text.

    Args:
        names: Paths of files, or Hub ids; a file that exists wins.
        offline: Ask only what the Hub's client keeps on this machine.

    Raises:
        UnreadableTextError: A file is missing, binary, too large or no text.
        SourceError: A repo cannot be read, or its terms are not known.
    """
    return tuple(found for name in names for found in _read(name, offline=offline))


def identify_texts(names: Iterable[str]) -> tuple[tuple[Document, tuple[Match, ...]], ...]:
    """Tell which licence each file is.

    Raises:
        UnreadableTextError: A file is missing, binary, too large or no text.
    """
    documents = [read_document(name) for name in names]
    return tuple((x, identify(x.text)) for x in documents)


def _read(name: str, *, offline: bool) -> Iterator[TextRead]:
    if Path(name).exists() or "/" not in name or not is_hub_id(name):
        # Imported late: to identify a text needs no clause parser.
        from licensescan.clauses import read_clauses

        document = read_document(name)
        license = identify(document.text, show_changes=False)[0].license
        yield document, license, read_clauses(document.text)
        return
    # Imported late: the terms of a repo need the catalog and the expressions of SPDX.
    from licensescan.licenses.terms import conclude

    artifact = fetch([Request(name)], [HubPlace()], FetchOptions(Path(), offline=offline))[name]
    found = list(_by_document(artifact, conclude(artifact)))
    if not found:
        raise _nothing(artifact)
    yield from found


def _by_document(artifact: Artifact, terms: Terms) -> Iterator[TextRead]:
    """Yield the documents that a repo's terms stand in, each with its provisions once."""
    from licensescan.documents.language import language_of

    texts = {x.path: x for x in artifact.documents}
    parts: dict[str, list[SourcedClause | SourcedUnread]] = {}
    for choice in terms.alternatives:
        stated: list[SourcedClause | SourcedUnread] = [*choice.clauses, *choice.unread]
        for part in stated:
            rows = parts.setdefault(part.document, [])
            if part not in rows:
                rows.append(part)
    for name, found in parts.items():
        document = texts[name] if found[0].source == "text" else _known_by_name(name, found)
        reading = Reading(
            tuple(x.clause for x in found if isinstance(x, SourcedClause)),
            tuple(x.unread for x in found if isinstance(x, SourcedUnread)),
            language_of(document.text) if document.text else "en",
        )
        yield document, found[0].license, reading


def _known_by_name(name: str, found: Iterable[SourcedClause | SourcedUnread]) -> Document:
    """Return a document without text for a licence of the catalog, which reads English alone."""
    for part in found:
        if isinstance(part, SourcedClause):
            return Document("", name, sha256=part.sha256, address=part.address)
    return Document("", name)


def _nothing(artifact: Artifact) -> SourceError:
    for problem in artifact.problems:
        if problem.blocks:
            return SourceError(problem.message, where=artifact.id, remedy=problem.remedy)
    return SourceError(
        "its terms are not known: it holds no licence text and names no licence of the catalog",
        where=artifact.id,
        remedy=f"`licensescan explain {artifact.id}` tells what its card says.",
    )
