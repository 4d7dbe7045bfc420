"""Terms that turn on size: ``scale-threshold``, with its metric, currency and consequence.

In: an act and the clauses. Out: rulings. Figures are taken as the clause measures them; sums in
different currencies are never compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from licensescan.licenses.values import SourcedClause
from licensescan.plan.manifest import Money, Organization
from licensescan.policy.rules.params import word
from licensescan.policy.ruling import SOURCE, Ruling, weigh
from licensescan.policy.situation import Situation
from licensescan.policy.truth import Answer, Truth, known, missing, unclear
from licensescan.policy.values import Verdict

_COUNTS = {
    "monthly-active-users": "monthly-active-users",
    "users": "monthly-active-users",
    "daily-active-users": "monthly-active-users",
    "employees": "employees",
}
"""Metrics that are counts, and the fact of the manifest that gives them."""
_SUMS = ("annual-revenue", "monthly-revenue")


def scale_threshold(sit: Situation, clauses: tuple[SourcedClause, ...]) -> Iterator[Ruling]:
    """Judge ``scale-threshold``: a violation above it, or a duty where notice or credit is due."""
    if not sit.uses:
        return
    for sourced in clauses:
        answer = exceeds(sit.ground.plan.organization, sourced)
        consequence = word(sourced, "consequence")
        duty = consequence in {"attribution", "notify"}
        if duty and answer.yes:
            yield _duty(sit, sourced, answer, consequence)
            continue
        ruling = weigh(
            "scale-threshold",
            answer,
            (sourced,),
            broken=f"{_size(sourced)} is exceeded, and above it {SOURCE} needs a licence "
            "from its licensor.",
            open_=f"Above {_size(sourced)} the terms of {SOURCE} "
            + ("ask for more" if duty else "need a licence from the licensor"),
            reading="Above the threshold the public licence does not hold without more.",
        )
        if ruling:
            yield ruling


def _duty(sit: Situation, sourced: SourcedClause, answer: Answer, consequence: str) -> Ruling:
    what = "show the credit" if consequence == "attribution" else "notify the licensor"
    return Ruling(
        "scale-threshold",
        Verdict.DUTY,
        (sourced,),
        f"{_size(sourced)} is exceeded: {what} that the terms of {SOURCE} ask for.",
        "Above the threshold a duty begins.",
        answer.facts,
    )


def exceeds(organization: Organization, sourced: SourcedClause) -> Answer:
    """Return whether the organisation is above a threshold."""
    metric, value = word(sourced, "metric"), _number(sourced)
    if value is None:
        return unclear("the threshold's figure was not read")
    if metric in _COUNTS:
        return _count(organization, metric, value, sourced)
    if metric in _SUMS:
        return _sum(organization, metric, value, sourced)
    return missing(metric or "size")


def _count(organization: Organization, metric: str, value: float, sourced: SourcedClause) -> Answer:
    fact = _COUNTS[metric]
    given: int | None = getattr(organization, fact.replace("-", "_"))
    if given is None:
        return missing(fact)
    shown = {fact: f"{given:,}"}
    if metric == "daily-active-users" and given > value:
        return Answer(Truth.UNKNOWN, shown, doubt="only monthly users are known, not daily ones")
    return _compare(given, value, sourced, shown)


def _sum(organization: Organization, metric: str, value: float, sourced: SourcedClause) -> Answer:
    given: Money | None = getattr(organization, metric.replace("-", "_"))
    if given is None:
        return missing(metric)
    shown = {metric: f"{given.amount:,.0f} {given.currency}"}
    currency = word(sourced, "currency")
    if given.amount == 0:
        return Answer(Truth.NO, shown)
    if currency != given.currency:
        doubt = f"the threshold is in {currency or 'an unnamed currency'}; no rates are known"
        return Answer(Truth.UNKNOWN, shown, doubt=doubt)
    return _compare(given.amount, value, sourced, shown)


def _compare(given: float, value: float, sourced: SourcedClause, shown: dict[str, str]) -> Answer:
    if given == value and value:
        match word(sourced, "comparison"):
            case "at-least":
                return Answer(Truth.YES, shown)
            case "more-than":
                return Answer(Truth.NO, shown)
            case _:
                return Answer(Truth.UNKNOWN, shown, doubt="the figure is exactly the threshold")
    above = known(given > value)
    return Answer(above.truth, shown)


def _number(sourced: SourcedClause) -> float | None:
    value = sourced.clause.params.get("value")
    return float(value) if isinstance(value, (int, float)) else None


def _size(sourced: SourcedClause) -> str:
    value = _number(sourced)
    figure = f"{value:,.0f}" if value is not None else "a size"
    unit = f" {word(sourced, 'currency')}" if word(sourced, "currency") else ""
    metric = (word(sourced, "metric") or "size").replace("-", " ")
    return f"{figure}{unit} of {metric}" if unit else f"{figure} {metric}"
