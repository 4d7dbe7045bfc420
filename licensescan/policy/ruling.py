"""What one rule says of one act: a verdict with its reasons, before it becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from licensescan.licenses.values import SourcedClause
from licensescan.policy.truth import Answer
from licensescan.policy.values import Verdict

SOURCE = "\ue000"
SUBJECT = "\ue001"
"""Stand in a sentence for the ids of the asset whose terms are meant and of what it is about."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict of one rule on one act.

    Attributes:
        rule: Rule id.
        verdict: What it amounts to.
        clauses: The words it rests on; may be empty.
        explanation: One plain sentence; ids stand in it as `SOURCE` and `SUBJECT`, so that acts
            which differ in nothing else share their rulings.
        reading: Which words, applied to which act.
        facts: Facts of the plan that were used.
        missing: Facts that would settle it.
        category: For use restrictions, the category that is touched.
    """

    rule: str
    verdict: Verdict
    clauses: tuple[SourcedClause, ...] = ()
    explanation: str = ""
    reading: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    category: str = ""


def weigh(  # noqa: PLR0913 - a ruling has these parts
    rule: str,
    answer: Answer,
    clauses: Sequence[SourcedClause],
    *,
    broken: str,
    open_: str,
    reading: str = "",
    category: str = "",
) -> Ruling | None:
    """Turn "is it forbidden?" into a ruling: violation on yes, review on unknown, nothing on no.

    Args:
        rule: Rule id.
        answer: Whether the plan does what the clauses forbid.
        clauses: Those clauses.
        broken: The sentence for a violation.
        open_: The sentence for a review, without its reason, which is added.
        reading: The legal reading.
        category: For use restrictions.
    """
    if answer.no:
        return None
    verdict = Verdict.VIOLATION if answer.yes else Verdict.REVIEW
    sentence = broken if answer.yes else open_ + _reason(answer)
    return Ruling(
        rule, verdict, tuple(clauses), sentence, reading, answer.facts, answer.missing, category
    )


def _reason(answer: Answer) -> str:
    reasons = [answer.doubt] if answer.doubt else []
    if answer.missing:
        reasons.append(f"the manifest does not say {listed(answer.missing)}")
    return f" ({'; '.join(reasons)})." if reasons else "."


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
