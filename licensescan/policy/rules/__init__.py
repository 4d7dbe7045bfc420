"""Every rule over clauses: clause type → the function that judges it.

A new clause type is one entry here, or one row of ``knowledge/duties.yaml``. Types that have no
effect on a plan (governing law, warranty, liability …) have neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from licensescan.licenses.values import SourcedClause
from licensescan.policy.rules import (
    copyleft,
    distribution,
    duties,
    fields,
    hardware,
    naming,
    probing,
    purpose,
    scale,
    territory,
    training,
)
from licensescan.policy.ruling import Ruling
from licensescan.policy.situation import Situation

ClauseRule = Callable[[Situation, tuple[SourcedClause, ...]], Iterable[Ruling]]
ActRule = Callable[[Situation], Iterable[Ruling]]

_THEMES: Mapping[str, ClauseRule] = {
    "non-commercial": purpose.non_commercial,
    "commercial-license-required": purpose.commercial_license,
    "no-production-use": purpose.no_production,
    "scale-threshold": scale.scale_threshold,
    "no-training-other-models": training.no_training,
    "no-competing-use": training.no_competing_use,
    "no-datacenter": hardware.no_datacenter,
    "hardware-restriction": hardware.hardware_restriction,
    "no-hosted-service": distribution.no_hosted_service,
    "no-redistribution": distribution.no_redistribution,
    "acceptable-use-policy": fields.acceptable_use,
    "use-restriction": fields.use_restriction,
    "territory-exclusion": territory.territory_exclusion,
    "no-derivatives": copyleft.no_derivatives,
    "share-alike": copyleft.share_alike,
    "naming-requirement": naming.naming,
    "no-benchmark-publication": probing.no_benchmark,
    "no-reverse-engineering": probing.no_reverse_engineering,
}

ACT_RULES: tuple[ActRule, ...] = (
    copyleft.license_drift,
    copyleft.unread_copyleft,
    distribution.not_granted,
)
"""Rules over an act and all the terms at once."""

REACHES_OUTPUTS = frozenset(
    {"no-training-other-models", "naming-requirement", "display-attribution", "non-commercial"}
)
"""Rules that weigh by themselves whether outputs are reached."""


@cache
def clause_rules() -> Mapping[str, ClauseRule]:
    """Return the rule of every clause type that has one."""
    rows = {kind: partial(duties.duty, kind) for kind in duties.rows()}
    return {**rows, **_THEMES}
