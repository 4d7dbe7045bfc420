"""What a source hands over: documents with their origin, and the artifact they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from licensescan.documents.card import Card


class Role(StrEnum):
    """What a document is to its repo."""

    LICENSE = "license"
    """A LICENSE file, or a text the user or the card's ``license_link`` names as the licence."""
    NOTICE = "notice"
    USE_POLICY = "use-policy"
    CARD = "card"
    """README.md of a Hub repo: front matter and body."""
    GATED_PROMPT = "gated-prompt"
    """The card's ``extra_gated_prompt``, which often holds the whole licence."""
    WEIGHTS = "weights"
    """Facts from a GGUF or safetensors header, written out as text."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text, untouched, with where it comes from.

    Attributes:
        text: As decoded from UTF-8 (undecodable bytes replaced), line ends untouched.
        path: Its path inside its repo, or as the user wrote it.
        role: What it is to its repo.
        origin: Id of the asset it was found with; empty for a file named on its own.
        revision: Commit, where known.
        sha256: Hex digest of the bytes that were read.
        address: Official address of the text, where known.
    """

    text: str
    path: str
    role: Role = Role.LICENSE
    origin: str = ""
    revision: str | None = None
    sha256: str = ""
    address: str | None = None

    @classmethod
    def of(cls, text: str, path: str, role: Role = Role.LICENSE, origin: str = "") -> Document:
        """Make a document of a text that is already decoded, with the digest of its UTF-8 form."""
        return cls(text, path, role, origin, sha256=hashlib.sha256(text.encode()).hexdigest())


class Kind(StrEnum):
    """What an asset is."""

    MODEL = "model"
    DATASET = "dataset"
    SERVICE = "service"
    SOFTWARE = "software"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, as ``incomplete`` lists it.

    Attributes:
        subject: Asset id, or path of a file.
        reason: gated, missing, throttled, server-error, timeout, truncated, offline,
            no-network, too-large, binary, depth, cycle, other.
        message: One sentence for a person.
        remedy: What to do; may be empty.
        blocks: False for a note only (a gated repo whose licence is known all the same,
            a ``base_model`` cycle on the Hub): it does not make the answer incomplete.
    """

    subject: str
    reason: str
    message: str
    remedy: str = ""
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Artifact:
    """What one repo, folder or file says about itself.

    Attributes:
        id: Hub id, or the manifest's name where a path is given.
        kind: What it is.
        revision: The commit that was resolved; None for folders, files and mirrors without one.
        documents: Licence files first, then notice, use policies, gated prompt, card.
        card: Parsed front matter and body; None where there is none.
        gated: Whether the Hub gates it.
        source: hub, mirror, path or none.
        weights: Facts from a GGUF or safetensors header (key → text); empty where none.
        problems: What could not be read.
        last_modified: ISO date of the Hub, where known.
    """

    id: str
    kind: Kind
    revision: str | None = None
    documents: tuple[Document, ...] = ()
    card: Card | None = None
    gated: bool = False
    source: str = "none"
    weights: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    last_modified: str | None = None
