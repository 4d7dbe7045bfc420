"""Duties and reminders that a row of ``knowledge/duties.yaml`` is enough to judge.

In: an act and the clauses of one type. Out: one ruling when the row's condition holds or may hold.
A duty under a condition that is not known is said with its condition; it stands either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from licensescan.licenses.values import SourcedClause
from licensescan.policy.rules.copyleft import given
from licensescan.policy.rules.params import word, words
from licensescan.policy.rules.scale import exceeds
from licensescan.policy.ruling import SOURCE, SUBJECT, Ruling
from licensescan.policy.situation import Situation, Touch
from licensescan.policy.truth import NO, YES, Answer
from licensescan.policy.values import Verdict
from licensescan.resources import load_yaml

_WHEN_UNKNOWN = {
    "copies": "When copies reach others: ",
    "changed": "When changed copies reach others: ",
    "others": "When it reaches others: ",
    "source": "When it reaches others: ",
}

_BY_SIZE = {"display-attribution": "attribution", "notify-licensor": "notify"}
"""Duties that a threshold may ask for, and the threshold's consequence that asks for them."""


@cache
def rows() -> Mapping[str, Mapping[str, str]]:
    """Return the rows by clause type."""
    found: Mapping[str, Mapping[str, str]] = load_yaml("knowledge/duties.yaml")["duties"]
    return found


def duty(rule: str, sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge one clause type by its row."""
    clauses = tuple(
        one for one in clauses if _reaches(sit, one) and not _below_its_size(sit, rule, one)
    )
    if not clauses or not sit.act.ours:
        return
    row = rows()[rule]
    answer = _holds(sit, row["on"])
    if answer.no:
        return
    text = next((word(one, "text") for one in clauses if word(one, "text")), "")
    alone = sit.act.subject == sit.act.asset or sit.machine is not None
    sentence = row["alone" if alone and "alone" in row else "says"].format(
        asset=SOURCE,
        subject=SUBJECT,
        text=f": “{text.strip('“”')}”" if text else "",
    )
    if answer.unknown:
        sentence = f"{_WHEN_UNKNOWN[row['on']]}{sentence[0].lower()}{sentence[1:]}"
    yield Ruling(rule, Verdict(row["verdict"]), clauses, sentence, facts=answer.facts)


def _reaches(sit: Situation, sourced: SourcedClause) -> bool:
    """Whether the clause reaches what the act touches."""
    if sit.touch is Touch.OUTPUTS:
        bound = "outputs" in words(sourced, "subject") and sit.act.trained
        return bound or sit.derived.unknown
    if sit.touch is Touch.TRAINED:
        return False
    return sit.machine is None or sit.uses


def _below_its_size(sit: Situation, rule: str, sourced: SourcedClause) -> bool:
    """Whether the duty's own sentence asks for it above a size only, which is not reached.

    Terms known from the catalog give no place within their section: there the duty stands.
    """
    consequence = _BY_SIZE.get(rule)
    place = sourced.clause
    sizes = [
        one
        for one in sit.terms.clauses.get("scale-threshold", ())
        if one.document == sourced.document
        and word(one, "consequence") == consequence
        and max(place.start, one.clause.start) < min(place.end, one.clause.end)
    ]
    return bool(sizes) and all(exceeds(sit.ground.plan.organization, one).no for one in sizes)


def _holds(sit: Situation, when: str) -> Answer:
    match when:
        case "copies":
            return sit.distributed()
        case "changed":
            return sit.distributed() if sit.touch is not Touch.USE and sit.making else NO
        case "others":
            return sit.reaches_others()
        case "source":
            return given(sit)
        case _:
            return YES
