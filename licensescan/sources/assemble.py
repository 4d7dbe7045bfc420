"""From the files that a place gave to what an artifact holds: documents, card, problems.

In: files of one repo, as bytes. Out: documents in the order `Artifact.documents` has. A file that
is no text becomes a problem, never an error: the repo is a stranger's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from licensescan.documents.card import Card, read_card
from licensescan.documents.decode import UndecodableError, document_of
from licensescan.documents.values import Document, Problem, Role
from licensescan.errors import UnreadableTextError
from licensescan.sources.selection import TEXTS_LIMIT, order

PROMPT_PATH = "README.md#extra_gated_prompt"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a repo.

    Attributes:
        path: Inside the repo.
        role: What it is to its repo.
        content: All its bytes.
        address: Where the Hub shows it; None for files on disk.
    """

    path: str
    role: Role
    content: bytes
    address: str | None = None


@dataclass(slots=True)
class Parts:
    """What one repo has said so far."""

    documents: list[Document] = field(default_factory=list)
    card: Card | None = None
    weights: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def ordered(self) -> tuple[Document, ...]:
        """Return the documents, licences first and the card last."""
        return tuple(sorted(self.documents, key=lambda x: order(x.role, x.path)))


def add_files(parts: Parts, files: Iterable[File], origin: str, revision: str | None) -> None:
    """Decode files into documents of a repo, and read the card and its gated prompt."""
    for file in files:
        try:
            document = document_of(file.content, file.path, file.role, origin)
        except UndecodableError as error:
            parts.problems.append(unreadable(origin, file.path, error))
            continue
        document = replace(document, revision=revision, address=file.address)
        parts.documents.append(document)
        if file.role is Role.CARD:
            add_card(parts, read_card(document.text), origin, revision)


def add_card(parts: Parts, card: Card, origin: str, revision: str | None) -> None:
    """Take the card, and its gated prompt as a document of its own."""
    parts.card = card
    if card.fault:
        message = f"The card of {origin} is not read in full: {card.fault}."
        remedy = "Read README.md by hand, and state the licence in the manifest."
        parts.problems.append(Problem(origin, "other", message, remedy))
    if card.gated_prompt:
        prompt = Document.of(card.gated_prompt, PROMPT_PATH, Role.GATED_PROMPT, origin)
        parts.documents.append(replace(prompt, revision=revision))


def unreadable(origin: str, path: str, error: UnreadableTextError) -> Problem:
    """Return the problem that a file of a repo is no text."""
    reason = error.reason if isinstance(error, UndecodableError) else "other"
    return Problem(origin, reason, f"{path} of {origin} {error.what}.", error.remedy)


def no_linked_file(origin: str, path: str) -> Problem:
    """Return the note that a card names a licence file which its repo does not have."""
    message = f"The card of {origin} names {path} as its licence, but there is no such file."
    return Problem(origin, "missing", message, blocks=False)


def too_many(origin: str) -> Problem:
    """Return the problem that a repo has more texts than are read."""
    message = f"Only {TEXTS_LIMIT} of the licence texts of {origin} are read."
    return Problem(origin, "other", message, "Read the others by hand.")
