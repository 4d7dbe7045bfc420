"""The terms that the catalog holds for a licence known by its id.

In: an id, or ``ID WITH EXCEPTION``. Out: its clauses as facts, or why they are not known.
"""

from __future__ import annotations

from dataclasses import dataclass

from licensescan.licenses.catalog import Row, catalog
from licensescan.licenses.values import Alternative, SourcedClause, SourcedUnread


@dataclass(frozen=True, slots=True)
class Held:
    """What the catalog knows of one licence.

    Attributes:
        terms: Its clauses; none where they are not known.
        unknown: Why not; empty when they are.
    """

    terms: Alternative
    unknown: tuple[str, ...] = ()


def held_terms(license_id: str) -> Held:
    """Return the terms of a licence by its id."""
    main, mark, exception = license_id.partition(" WITH ")
    row = _worded(main)
    if row is None:
        return Held(Alternative(license_id), (f"{main} is not in the catalog",))
    if reason := _why_unread(row):
        return Held(Alternative(license_id), (reason,))
    # An exception only gives further permission (SPDX specification, annex D.4): the licence's own
    # clauses stay, which can make the answer too strict but never too lax.
    rows = [row, *([relief] if mark and (relief := catalog().get(exception)) else [])]
    return Held(
        Alternative(
            license_id,
            tuple(clause for x in rows for clause in clauses_of(x, license_id)),
            tuple(unread for x in rows for unread in unread_of(x, license_id)),
        )
    )


def clauses_of(row: Row, license_id: str | None = None) -> tuple[SourcedClause, ...]:
    """Return a row's clauses with where its text stands."""
    address = row.address or None
    return tuple(
        SourcedClause(x, row.name, "catalog", license_id or row.id, address, row.sha256)
        for x in row.clauses
    )


def unread_of(row: Row, license_id: str | None = None) -> tuple[SourcedUnread, ...]:
    """Return what was not understood in a row's text."""
    held = license_id or row.id
    return tuple(SourcedUnread(x, row.name, "catalog", held) for x in row.unread)


def _worded(license_id: str) -> Row | None:
    """Return the row that has the licence's own text, in English where it has one.

    The LicenseDB keeps under ``…-or-later`` only the notice that says so; the text is that of the
    ``…-only`` row.
    """
    if license_id.endswith("-or-later"):
        only = catalog().get(f"{license_id.removesuffix('-or-later')}-only")
        if only:
            return only
    row = catalog().get(license_id)
    return catalog().get(row.translation) or row if row else None


def _why_unread(row: Row) -> str:
    if not row.sha256:
        return f"{row.id} is known by name only: its text is not in the catalog"
    if not row.clauses:
        return f"the text of {row.id} could not be read (language: {row.language})"
    return ""
