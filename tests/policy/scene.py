"""Small plans with terms made by hand, judged through the real plan builder."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from licensescan.clauses.values import Clause, Unread
from licensescan.documents.card import Card
from licensescan.documents.values import Artifact, Kind
from licensescan.licenses.values import Alternative, SourcedClause, SourcedUnread, Terms
from licensescan.plan import build_plan, parse_manifest
from licensescan.plan.manifest import Waiver
from licensescan.plan.values import Plan
from licensescan.policy import Finding, Judgement, Policy, judge
from licensescan.taxonomy import effect_of

TODAY = dt.date(2026, 11, 23)

Text = Sequence[Clause] | Terms


def clause(kind: str, section: str = "1", **params: Any) -> Clause:
    """Make a clause; ``own_family_exception=True`` becomes ``own-family-exception``."""
    held = {key.replace("_", "-"): value for key, value in params.items()}
    return Clause(kind, effect_of(kind), 0, 4, "word", section, held)


def terms(asset: str, clauses: Sequence[Clause], license: str | None = None, **more: Any) -> Terms:
    """Make the terms of an asset under one licence; its id is the asset's unless given."""
    name = license or f"LicenseRef-{asset.replace('/', '-')}"
    unread = tuple(SourcedUnread(one, "LICENSE", "text", name) for one in more.pop("unread", ()))
    sourced = tuple(
        SourcedClause(one, "LICENSE", "text", name, None, f"sha-{name}") for one in clauses
    )
    found = {
        "declared": name,
        "concluded": name,
        "source": "text",
        "alternatives": (Alternative(name, sourced, unread),),
        **more,
    }
    return Terms(asset=asset, **found)


def choice(asset: str, **alternatives: Sequence[Clause]) -> Terms:
    """Make the terms of a dual licence; the names of alternatives are licence ids."""
    parts = tuple(
        terms(asset, clauses, name).alternatives[0] for name, clauses in alternatives.items()
    )
    return Terms(asset, None, " OR ".join(alternatives), "text", parts)


def unread(
    quote: str, effect: str = "prohibition", party: str = "licensee", *actions: str
) -> Unread:
    """Make a provision that was not understood."""
    return Unread(0, len(quote), quote, "9", effect, party, actions)


def plan_of(manifest: Mapping[str, Any], cards: Mapping[str, Card] | None = None) -> Plan:
    """Build the plan of a manifest, with what cards state."""
    loaded = parse_manifest(json.dumps({"version": 1, **manifest}), "licensescan.yaml")
    artifacts = {
        name: Artifact(name, Kind.DATASET if "data" in name else Kind.MODEL, card=card)
        for name, card in (cards or {}).items()
    }
    return build_plan(loaded, artifacts)


def judged(
    manifest: Mapping[str, Any],
    texts: Mapping[str, Text],
    *,
    cards: Mapping[str, Card] | None = None,
    policy: Policy | None = None,
    **options: Any,
) -> Judgement:
    """Judge a manifest under terms made by hand; assets without any are permissive."""
    plan = plan_of(manifest, cards)
    held: dict[str, Terms] = {}
    for name, asset in plan.assets.items():
        given = texts.get(name, FREE)
        if not asset.ours:
            held[name] = given if isinstance(given, Terms) else terms(name, given)
    waivers: Sequence[Waiver] = options.pop("waivers", ())
    return judge(plan, held, policy or Policy(), waivers, TODAY, **options)


ALL = ("use", "reproduce", "modify", "distribute", "sublicense", "sell")
FREE = (clause("grant", rights=ALL), clause("retain-notices"))
"""A permissive licence."""


def found(judgement: Judgement, rule: str, subject: str | None = None) -> list[Finding]:
    """Return the findings of a rule."""
    return [
        one for one in judgement.findings if one.rule == rule and subject in (None, one.subject)
    ]


def verdict(judgement: Judgement, rule: str, subject: str | None = None) -> str | None:
    """Return the worst verdict of a rule; None where it found nothing."""
    worst = found(judgement, rule, subject)
    return worst[0].verdict.value if worst else None
