"""Read thresholds of size: which metric, how much, and what follows above it.

In: a norm. Out: the params of ``scale-threshold``, one set for each figure that stands beside a metric.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from licensescan.clauses.concepts import Concept
from licensescan.clauses.norms import Norm
from licensescan.clauses.quantities import Quantity

_NEAR = 160
"""How far a metric may stand from its figure, in characters."""

_BEFORE = 40
"""How much nearer, in characters, a metric must stand before its figure than behind it."""

_MONEY = frozenset({"annual-revenue", "monthly-revenue", "funding"})

_MOST = 100
"""Figures of one norm that are looked at."""

_LEAST = 10.0
"""Figures below this are counts of something else."""


class Threshold(NamedTuple):
    """A figure that something turns on."""

    figure: Concept
    start: int
    """Where its words begin: "more than" included."""
    params: dict[str, Any]


def thresholds(norm: Norm) -> Iterator[Threshold]:
    """Yield each figure of a norm that stands beside a metric, with the params it makes."""
    conditions = [t for condition in norm.conditions for t in condition.tokens]
    named = [*norm.subject, *norm.words, *norm.acts, *norm.objects, *norm.ends, *conditions]
    kinds = [t.type for t in named]
    if "METRIC" not in kinds or "COMPARE" not in kinds:
        return  # as most norms
    tokens = sorted(named, key=lambda t: t.start)
    metrics = [t for t in tokens if t.type == "METRIC"]
    compared = [t for t in tokens if t.type == "COMPARE"]
    seen = set()
    figures = [(t, t.value) for t in tokens if isinstance(t.value, Quantity)]
    for token, amount in figures[:_MOST]:
        if amount.value < _LEAST:
            continue
        metric = _metric(token, amount, metrics)
        if metric is None or (metric, amount.value) in seen:
            continue
        seen.add((metric, amount.value))
        params: dict[str, Any] = {"metric": metric, "value": _whole(amount.value)}
        if amount.currency:
            params["currency"] = amount.currency
        params["consequence"] = _consequence(norm)
        if comparison := _comparison(token, compared):
            params["comparison"] = comparison
        start = max((t.start for t in compared if t.end <= token.start), default=token.start)
        yield Threshold(token, start, params)


def _comparison(figure: Concept, compared: list[Concept]) -> str:
    """Return whether the figure itself is above the threshold: at-least, more-than, or empty."""
    nearest = min(compared, key=lambda t: min(abs(t.start - figure.end), abs(figure.start - t.end)))
    return nearest.concept if nearest.concept in ("more-than", "at-least") else ""


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value


def _metric(figure: Concept, amount: Quantity, metrics: list[Concept]) -> str | None:
    near = [
        m for m in metrics if min(abs(m.start - figure.end), abs(figure.start - m.end)) <= _NEAR
    ]
    if amount.currency:
        near = [m for m in near if m.concept in _MONEY]
    if not near:
        return None
    # What follows the figure names it better than what stands before: "20 million in monthly revenue".
    best = min(
        near,
        key=lambda m: (
            m.start - figure.end if m.start >= figure.end else _BEFORE + figure.start - m.end
        ),
    )
    return best.concept


def _consequence(norm: Norm) -> str:
    seen = {t.concept for t in norm.tokens()}
    if seen & {"request", "permission"}:
        return "license-required"
    if norm.force == "oblige" and seen & {"display", "credit"}:
        return "attribution"
    if norm.force == "oblige" and "notify" in seen:
        return "notify"
    if norm.force == "forbid":
        return "prohibited"
    return "license-required"
