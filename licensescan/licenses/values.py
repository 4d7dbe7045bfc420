"""Which licence something is under and what its terms are, with where each comes from."""

from __future__ import annotations

from dataclasses import dataclass

from licensescan.clauses.values import Clause, Unread


@dataclass(frozen=True, slots=True)
class Match:
    """Which licence a text is.

    Attributes:
        license: SPDX id, else ``LicenseRef-scancode-…``, else ``LicenseRef-licensescan-…``;
            None when none is close.
        name: The licence's full name; empty when none is close.
        score: 0 to 1.
        match: exact, near or none.
        also: Ids that the same text is known by, or siblings as close.
        changes: For ``near``: runs of words that differ, as ``("added" | "removed", words)``. Of
            removed words that are not at hand it is said how many and after which words of the
            text they are missing: ``… this permission notice [3 words]``.
        named: Whether the text only names the licence or points to it (``near``, score 0).
    """

    license: str | None
    name: str
    score: float
    match: str
    also: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True)
class SourcedClause:
    """A clause with the document or catalog row that it stands in.

    Attributes:
        clause: The clause; its quote is empty when it comes from the catalog.
        document: Path of the document in its repo, or name of the licence in the catalog.
        source: text or catalog.
        license: Id of the licence it belongs to, where known.
        address: Official address of the text, where known.
        sha256: Digest of the text it was read from.
    """

    clause: Clause
    document: str
    source: str
    license: str | None = None
    address: str | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class SourcedUnread:
    """A provision that was not understood, with the document that it stands in."""

    unread: Unread
    document: str
    source: str
    license: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """The terms under one choice from a dual licence (there is one where nothing is dual).

    Attributes:
        license: The licence expression of this choice; None where it is not known.
        clauses: All provisions that bind under it, in the order of documents and text.
        unread: Provisions that were not understood.
    """

    license: str | None
    clauses: tuple[SourcedClause, ...] = ()
    unread: tuple[SourcedUnread, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement of which licence holds, and who made it.

    Attributes:
        license: Id or expression; None where the statement names none that is known.
        stated: The words as written (a tag, a name, the title of a text).
        origin: card, license-file, gated-prompt, license-link, weights, manifest.
        document: Path of the document; empty for the manifest.
    """

    license: str | None
    stated: str
    origin: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What binds whoever uses one asset by itself (not what flows to it from upstream).

    Attributes:
        asset: Id of the asset.
        declared: The licence as its card, weights or the manifest states it, as written.
        concluded: SPDX expression (with LicenseRefs) that the evidence leads to; None if unknown.
        source: text, catalog, declared or none: what the clauses come from.
        alternatives: At least one; several for a dual licence.
        evidence: All statements, the text first.
        mismatch: One sentence when statements disagree; empty otherwise.
        unknown: Why the licence is not known well enough to judge (no licence at all, a family
            tag without a version, a text in another language, a text that could not be read);
            empty when it is. Each is one sentence.
        notes: Things a reader should know (judged from the catalog since the repo is gated …).
    """

    asset: str
    declared: str | None
    concluded: str | None
    source: str
    alternatives: tuple[Alternative, ...]
    evidence: tuple[Evidence, ...] = ()
    mismatch: str = ""
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
