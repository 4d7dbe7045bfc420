"""What a finding rests on, as one cites it: the words, or the sections where they stand.

In: the clauses of a finding. Out: citations, each with words and place. Clauses without words
(known from the catalog) are brought together by document, for a page of sections helps nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from licensescan.policy.values import CitedClause, Finding
from licensescan.reports.safe import one_line

MOST = 8
"""Sections of one document that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One passage, or several of one document that are known without their words.

    Attributes:
        words: The quote, untouched; empty where only the place is known.
        place: Sections, document, whose terms.
        document: Path or name of the document; may be empty.
        address: Official address of the text; empty if none is known.
        license: Id of the licence; empty if none is known.
        sha256: Digest of the text; empty if none is known.
    """

    words: str
    place: str
    document: str = ""
    address: str = ""
    license: str = ""
    sha256: str = ""


def cited(finding: Finding) -> tuple[Citation, ...]:
    """Return what a finding rests on: words first, in the finding's order, each once."""
    quoted = [[clause] for clause in finding.clauses if clause.quote]
    known = by_document(clause for clause in finding.clauses if not clause.quote)
    return tuple(dict.fromkeys(_citation(part, finding.from_) for part in (*quoted, *known)))


def by_document(clauses: Iterable[CitedClause]) -> list[list[CitedClause]]:
    """Return the clauses in groups, one for each document."""
    groups: dict[tuple[str, str], list[CitedClause]] = {}
    for clause in clauses:
        groups.setdefault((clause.document, clause.source), []).append(clause)
    return list(groups.values())


def place(clauses: Sequence[CitedClause], owner: str = "") -> str:
    """Return where clauses of one document stand: sections, document, whose terms, how known."""
    document = one_line(clauses[0].document, 120)
    where = ", ".join(x for x in (sections(x.section for x in clauses), document) if x)
    of = f" of {one_line(owner, 120)}" if owner and owner != document else ""
    known = " (known terms, text not read)" if clauses[0].source == "catalog" else ""
    return f"{where or 'terms'}{of}{known}"


def sections(labels: Iterable[str]) -> str:
    """Return sections as they are cited.

    >>> sections(["1.b.v"]), sections(["preamble"]), sections([""])
    ('section 1.b.v', 'preamble', '')
    >>> sections(["10", "4.d", "preamble", "4", "10"])
    'preamble, sections 4, 4.d and 10'
    """
    known = sorted({one_line(label, 80) for label in labels if label.strip()}, key=_natural)
    more = len(known) - MOST
    known = known[:MOST]
    named = [label for label in known if not label[0].isdigit()]
    numbers = [label for label in known if label[0].isdigit()]
    if more > 0:
        numbers.append(f"{more} more")
    if numbers:
        head, last = numbers[:-1], numbers[-1]
        several = f"sections {', '.join(head)} and {last}"
        named.append(several if head else f"section {last}" if more <= 0 else f"and {last}")
    return ", ".join(named)


def _natural(label: str) -> list[tuple[bool, int, str]]:
    """Return a key that puts section 6 before 15, and headings before numbers."""
    parts = re.findall(r"[0-9]{1,9}|[^0-9]+", label)
    return [(x.isdecimal(), int(x) if x.isdecimal() else 0, x) for x in parts]


def _citation(clauses: Sequence[CitedClause], owner: str) -> Citation:
    first = clauses[0]
    return Citation(
        words=first.quote or "",
        place=place(clauses, owner),
        document=first.document,
        address=first.address or "",
        license=first.license or "",
        sha256=first.sha256 or "",
    )
