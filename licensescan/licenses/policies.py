"""Join the use policies that a licence makes binding to its clauses.

In: the alternatives and the repo's documents. Out: the alternatives with the policies' clauses:
from the repo's own file where there is one, else from the catalog where it has the policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from licensescan.documents.values import Document, Role
from licensescan.licenses.catalog import Row, catalog
from licensescan.licenses.held import clauses_of, unread_of
from licensescan.licenses.texts import Text, read_license, sourced, unmodified
from licensescan.licenses.values import Alternative


@dataclass(frozen=True, slots=True)
class Joined:
    """Alternatives with use policies, and what a reader should know of these."""

    alternatives: tuple[Alternative, ...]
    notes: tuple[str, ...] = ()


def join(alternatives: Sequence[Alternative], documents: Sequence[Document]) -> Joined:
    """Return the alternatives with the clauses of the use policies that bind under each."""
    files = [read_license(x) for x in documents if x.role is Role.USE_POLICY]
    read = [x for x in files if x.is_terms]
    pointed = [row for x in files if not x.is_terms for row in _pointed(x)]
    rows = [_named(x.license) + ([] if read else pointed) for x in alternatives]
    joined = tuple(_with(x, read, named) for x, named in zip(alternatives, rows, strict=True))
    notes = tuple(
        dict.fromkeys(f"{x.name} is taken from the catalog" for y in rows for x in y if not read)
    )
    return Joined(joined, notes)


def _with(alternative: Alternative, files: Sequence[Text], rows: Sequence[Row]) -> Alternative:
    if files:
        parts = [sourced(x) for x in files]
        clauses = tuple(y for x in parts for y in x.clauses)
        unread = tuple(y for x in parts for y in x.unread)
    else:
        clauses = tuple(y for x in rows for y in clauses_of(x))
        unread = tuple(y for x in rows for y in unread_of(x))
    return replace(
        alternative,
        clauses=(*alternative.clauses, *clauses),
        unread=(*alternative.unread, *unread),
    )


def _named(expression: str | None) -> list[Row]:
    """Return the policies that the licences of one choice make binding and the catalog has."""
    ids = (expression or "").split(" AND ")
    rows = [row for x in ids if (row := unmodified(x))]
    held = [catalog().get(x) for row in rows for x in row.policies]
    return list({x.id: x for x in held if x and x.id not in ids}.values())


def _pointed(text: Text) -> list[Row]:
    ids = [name.id for group in text.names for name in group if name.id]
    return [row for x in ids if (row := catalog().get(x))]
