"""Read the documents of one asset: which licence each text is, and what it says.

In: documents with their roles. Out: for each a `Text`: the licences found in it with their spans,
its clauses, and why it could not be understood where it could not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from licensescan.clauses import read_clauses
from licensescan.clauses.values import Clause, Reading
from licensescan.documents.values import Document, Role
from licensescan.licenses.catalog import Row, catalog
from licensescan.licenses.expressions import Choices, written
from licensescan.licenses.identify import Found, find
from licensescan.licenses.names import OURS, SCANCODE
from licensescan.licenses.pointers import offers_choice, points_to
from licensescan.licenses.values import Alternative, SourcedClause, SourcedUnread
from licensescan.licenses.versions import with_versions

_READ = ("en", "und")
_UNREAD = Reading((), (), "und")
MODIFIED = "-modified"
# A text that has less in common with a licence is another one, and not that licence changed.
LEAST_KINSHIP = 0.8
# Clauses that only a licence has; a prompt or a page that merely asks for something has none.
_OPERATIVE = ("permission", "prohibition", "limit")


def unmodified(license_id: str | None) -> Row | None:
    """Return the catalog's row of a licence, or of the licence that a changed text comes from."""
    if not license_id or not license_id.endswith(MODIFIED):
        return catalog().get(license_id)
    kept = license_id.removeprefix(OURS).removesuffix(MODIFIED)
    return catalog().get(kept) or catalog().get(OURS + kept)


@dataclass(frozen=True, slots=True)
class Text:
    """One document, read.

    Attributes:
        document: Where the words stand.
        found: Licences whose words it holds, in the order of the text.
        names: Choices of licences that it only names or points to; empty when it holds words.
        reading: Its clauses, with offsets into the document.
        choice: Whether it offers the found licences as alternatives.
        repeats: Language of a version in it that says what its English one says; empty if none.
        fault: Why it says nothing that could be judged; empty when it does.
    """

    document: Document
    found: tuple[Found, ...] = ()
    names: Choices = ()
    reading: Reading = _UNREAD
    choice: bool = False
    repeats: str = ""
    fault: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of the licences whose words it holds."""
        return tuple(x.match.license for x in self.found if x.match.license)

    @property
    def is_terms(self) -> bool:
        """Return whether its words are terms that bind, known or not."""
        return bool(self.found or self.reading.clauses) and not self.names

    @property
    def license(self) -> str | None:
        """Return the licences that it is as an SPDX expression; None where words are unknown.

        In a licence file that is mostly other words, these are terms of a licence of their own.
        """
        known = sum(x.end - x.start for x in self.found)
        if self.document.role is not Role.CARD and known * 2 < len(self.document.text):
            return None
        ids = [concluded(x) for x in self.found]
        return written(x for x in ids if x) if all(ids) else None

    def license_at(self, start: int) -> str | None:
        """Return the licence that a place in it belongs to, else that of the whole."""
        spans = (concluded(x) for x in self.found if x.start <= start < x.end)
        return next(spans, None) or self.license


def concluded(found: Found) -> str | None:
    """Return the id of the terms that words in a text are; None where they are none that is known.

    Words whose sense was changed are no longer that licence: they get an id of their own.
    """
    if found.same or found.match.license is None:
        return found.match.license
    if found.match.score < LEAST_KINSHIP:
        return None
    kept = found.match.license.removeprefix(SCANCODE).removeprefix(OURS)
    return f"{OURS}{kept}{MODIFIED}"


def read_license(document: Document) -> Text:
    """Read a text that is offered as the licence."""
    shown = document.path or "the licence text"
    if not document.text.strip():
        return Text(document, fault=f"{shown} is empty")
    found = find(document.text)
    if not found and (names := points_to(document.text)):
        return Text(document, names=names)
    reading, repeats = with_versions(document.text, read_clauses(document.text))
    text = Text(document, found, (), reading, offers_choice(document.text, found), repeats)
    if reading.language not in _READ:
        return replace(
            text, fault=f"{shown} is in a language that is not read ({reading.language})"
        )
    if not reading.clauses:
        return replace(text, fault=f"{shown} holds no terms that could be understood")
    return text


def read_embedded(document: Document) -> Text | None:
    """Read the licence inside a card or a gated prompt; None when it holds none.

    Only the span of a known licence counts in a card, whose other words describe the model. A
    prompt is what one agrees to, so all its words count once it permits or forbids anything.
    """
    found = find(document.text, page=document.role is Role.CARD)
    if document.role is Role.CARD:
        return _of_spans(document, found) if found else None
    text = Text(document, found, (), read_clauses(document.text))
    operative = any(x.effect in _OPERATIVE for x in text.reading.clauses)
    if text.reading.language not in _READ:
        shown = f"{document.path} (gated prompt)"
        return replace(text, fault=f"{shown} is in a language that is not read") if found else None
    return text if found or operative else None


def _of_spans(document: Document, found: tuple[Found, ...]) -> Text:
    clauses, unread = [], []
    for span in found:
        reading = read_clauses(document.text[span.start : span.end])
        clauses += [_moved(x, span.start) for x in reading.clauses]
        unread += [
            replace(x, start=x.start + span.start, end=x.end + span.start) for x in reading.unread
        ]
    choice = offers_choice(document.text, found)
    return Text(document, found, (), Reading(tuple(clauses), tuple(unread), "en"), choice)


def _moved(clause: Clause, by: int) -> Clause:
    return replace(clause, start=clause.start + by, end=clause.end + by)


def sourced(text: Text, only: Found | None = None) -> Alternative:
    """Return what a text says, each clause with where it stands.

    Args:
        text: The text.
        only: Leave out what stands in the span of another licence than this one.
    """
    document = text.document

    def kept(start: int) -> bool:
        spans = [x for x in text.found if x.start <= start < x.end]
        return only is None or not spans or only in spans

    clauses = tuple(_clause(text, x) for x in text.reading.clauses if kept(x.start))
    unread = tuple(
        SourcedUnread(x, document.path, "text", text.license_at(x.start))
        for x in text.reading.unread
        if kept(x.start)
    )
    return Alternative(concluded(only) if only else text.license, clauses, unread)


def _clause(text: Text, clause: Clause) -> SourcedClause:
    document, license_id = text.document, text.license_at(clause.start)
    row = unmodified(license_id)
    address = document.address or (row.address if row else None) or None
    return SourcedClause(clause, document.path, "text", license_id, address, document.sha256)
