"""What reading a text yields: typed clauses, and the provisions that were not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Clause:
    """One operative provision.

    Attributes:
        type: A clause type of the taxonomy, such as ``no-datacenter``.
        effect: prohibition, limit, duty, permission, definition or term.
        start: First character of the quote in the decoded text.
        end: One past its last character; ``text[start:end] == quote``.
        quote: The words, untouched; empty for clauses that come from the catalog.
        section: Label as a lawyer would cite it, such as ``1.b.v`` or ``preamble``.
        params: As the taxonomy lists them, in kebab-case; lists are tuples.
    """

    type: str
    effect: str
    start: int
    end: int
    quote: str
    section: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unread:
    """A provision with a modal and a known role that yielded no clause.

    Attributes:
        start: First character of the sentence.
        end: One past its last character.
        quote: The sentence, untouched.
        section: As in `Clause`.
        effect: prohibition, limit or duty where it is plain which; permission; empty if unknown.
        party: licensee, licensor or unknown: whom it binds.
        actions: Concepts of what it speaks of (use, distribute, train, modify, host, …), or, where
            it stands under a condition, of what that waits for; empty where the action is unknown.
    """

    start: int
    end: int
    quote: str
    section: str
    effect: str = ""
    party: str = "unknown"
    actions: tuple[str, ...] = ()

    @property
    def may_bind(self) -> bool:
        """Whether it forbids, limits or obliges the licensee, as far as can be told."""
        return self.effect != "permission" and self.party != "licensor"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one text, in the order of the text.

    Attributes:
        clauses: The operative provisions.
        unread: What was not understood.
        language: ISO 639-1 code of the text's language, ``und`` if it cannot be told.
    """

    clauses: tuple[Clause, ...]
    unread: tuple[Unread, ...]
    language: str
