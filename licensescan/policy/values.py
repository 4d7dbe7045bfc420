"""What judging yields: findings, each with its citation, its chain and what is missing."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from licensescan.records import Record


class Verdict(StrEnum):
    """What one finding amounts to, the worst first."""

    VIOLATION = "violation"
    """A term forbids what the plan does, on known facts."""
    REVIEW = "review"
    """A person must decide: a fact is missing, a text is unknown or its wording is not settled."""
    DUTY = "duty"
    """Something the plan must do."""
    NOTE = "note"


RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}
"""Verdict → place, the worst at 0."""
OPEN = (Verdict.VIOLATION, Verdict.REVIEW)
"""Verdicts in the way of a compliant plan, the worst first."""


class CitedClause(Record):
    """The words a finding rests on."""

    type: str
    quote: str | None = None
    """None when the clause is known from the catalog; section, address and digest stand in."""
    section: str = ""
    document: str = ""
    source: Literal["text", "catalog"] = "text"
    license: str | None = None
    address: str | None = None
    sha256: str | None = None
    params: dict[str, Any] = Field(default_factory=dict)


class Finding(Record):
    """One conclusion about one subject under one asset's terms."""

    id: str
    """``rule:subject``, then ``@from`` where another asset's terms are meant, then ``#category``."""
    rule: str
    verdict: Verdict
    subject: str
    from_: str
    """Id of the asset whose terms are meant."""
    path: tuple[str, ...] = ()
    """Names from that asset to the subject."""
    line: int = 0
    """Line in the manifest; 0 if none."""
    clauses: tuple[CitedClause, ...] = ()
    explanation: str = ""
    """One plain sentence a developer understands."""
    reading: str = ""
    """The legal reading: which words, applied to which act."""
    facts: dict[str, str] = Field(default_factory=dict)
    """Facts of the plan that the finding uses."""
    missing_facts: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    waived: bool = False
    waiver: str = ""
    """Reason and approver of the waiver in force."""
