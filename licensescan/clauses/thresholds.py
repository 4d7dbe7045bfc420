"""Read thresholds of size: which metric, how much, and what follows above it.

In: a norm. Out: the params of ``scale-threshold``, one set for each figure that stands beside a metric.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from licensescan.clauses.line import Concept
from licensescan.clauses.norms import Norm
from licensescan.clauses.quantities import Quantity

_NEAR = 160
"""How far a metric may stand from its figure, in characters."""

_LEAST = 10.0
"""Figures below this are counts of something else."""


def thresholds(norm: Norm) -> Iterator[tuple[Concept, dict[str, Any]]]:
    """Yield each figure with the params of the threshold that it sets."""
    tokens = sorted(norm.tokens(), key=lambda t: t.start)
    metrics = [t for t in tokens if t.terminal == "METRIC"]
    compared = any(t.terminal == "COMPARE" for t in tokens)
    if not metrics or not compared:
        return
    seen = set()
    for token in tokens:
        if (
            token.terminal != "QUANTITY"
            or not isinstance(token.value, Quantity)
            or token.value.value < _LEAST
        ):
            continue
        metric = _metric(token, metrics)
        if metric is None or (metric, token.value.value) in seen:
            continue
        seen.add((metric, token.value.value))
        value = token.value.value
        params: dict[str, Any] = {
            "metric": metric,
            "value": int(value) if value.is_integer() else value,
        }
        if token.value.currency:
            params["currency"] = token.value.currency
        params["consequence"] = _consequence(norm)
        yield token, params


def _metric(figure: Concept, metrics: list[Concept]) -> str | None:
    near = [
        m for m in metrics if min(abs(m.start - figure.end), abs(figure.start - m.end)) <= _NEAR
    ]
    if not near:
        return None
    # What follows the figure names it better than what stands before: "20 million in monthly revenue".
    best = min(
        near,
        key=lambda m: (
            (m.start - figure.end) if m.start >= figure.end else 40 + figure.start - m.end
        ),
    )
    money = isinstance(figure.value, Quantity) and figure.value.currency
    if money and best.concept in ("users", "employees", "monthly-active-users"):
        others = [m for m in near if m.concept in ("annual-revenue", "monthly-revenue", "funding")]
        return others[0].concept if others else None
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
