"""How long judging takes, and how it grows: 100 to 3,000 upstream assets, five steps for each.

Run ``python benchmarks/judge.py``. Plans are made by a seeded generator: chains up to eight deep,
at most three inputs a step, terms of a few kinds on what is upstream. Building the plan, judging
it, and looking for remedies are timed apart.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
import time

from licensescan.clauses.values import Clause
from licensescan.licenses.values import Alternative, SourcedClause, Terms
from licensescan.plan import build_plan, parse_manifest
from licensescan.plan.values import Plan
from licensescan.policy import Policy, judge
from licensescan.taxonomy import effect_of

TODAY = dt.date(2026, 11, 23)
DEPTH = 8
STEPS_PER_ASSET = 5
SIZES = (100, 300, 1_000, 3_000)

KINDS: dict[str, list[tuple[str, dict[str, object]]]] = {
    "LicenseRef-free": [
        ("grant", {"rights": ["use", "reproduce", "modify", "distribute"]}),
        ("include-license", {}),
        ("retain-notices", {}),
        ("state-changes", {}),
    ],
    "LicenseRef-community": [
        ("grant", {"rights": ["use", "reproduce", "modify", "distribute"]}),
        (
            "no-training-other-models",
            {
                "subject": ["materials", "outputs"],
                "target": "other-llm",
                "own-family-exception": True,
            },
        ),
        ("scale-threshold", {"metric": "monthly-active-users", "value": 700_000_000}),
        ("acceptable-use-policy", {}),
        ("display-attribution", {"text": "Built with it"}),
        ("naming-requirement", {"text": "It", "position": "prefix", "subject": ["outputs"]}),
    ],
    "LicenseRef-rail": [
        ("grant", {"rights": ["use", "reproduce", "modify", "distribute"]}),
        ("distillation-is-derivative", {}),
        ("pass-through", {}),
        ("use-restriction", {"category": "military"}),
        ("use-restriction", {"category": "medical"}),
        ("use-restriction", {"category": "privacy"}),
        ("use-restriction", {"category": "other"}),
    ],
    "GPL-3.0-only": [
        ("grant", {"rights": ["use", "reproduce", "modify", "distribute"]}),
        ("share-alike", {}),
        ("disclose-source", {"network": False}),
    ],
}


def terms_of(asset: str, license_id: str) -> Terms:
    """Make the terms of an upstream asset."""
    clauses = tuple(
        SourcedClause(
            Clause(kind, effect_of(kind), 0, 1, "w", "1", params), "LICENSE", "text", license_id
        )
        for kind, params in KINDS[license_id]
    )
    return Terms(asset, license_id, license_id, "text", (Alternative(license_id, clauses),))


def manifest_of(size: int, seed: int = 7) -> str:
    """Write a manifest of so many upstream assets and five times as many steps."""
    chance = random.Random(seed)
    layers: list[list[str]] = [[f"up/m{i}" for i in range(size)]]
    steps = []
    for depth in range(1, DEPTH + 1):
        layer = [f"acme/l{depth}-{i}" for i in range(size * STEPS_PER_ASSET // DEPTH)]
        for name in layer:
            inputs = [chance.choice(layers[-1])]
            inputs += [chance.choice(chance.choice(layers)) for _ in range(chance.randrange(3))]
            activity = chance.choice(["finetune", "merge", "quantized"])
            bases = list(dict.fromkeys(inputs))
            steps.append({"activity": activity, "base": bases, "produces": name})
        layers.append(layer)
    return json.dumps(
        {
            "version": 1,
            "organization": {"name": "Acme", "monthly-active-users": 2_000_000},
            "use": {"purpose": "commercial", "delivery": ["hosted-service"], "fields": ["retail"]},
            "lineage": steps,
        }
    )


def timed(plan: Plan, terms: dict[str, Terms], *, remedies: bool) -> tuple[float, int]:
    """Return the seconds that judging takes, and the number of findings."""
    start = time.perf_counter()
    judgement = judge(plan, terms, Policy(), (), TODAY, remedies=remedies)
    return time.perf_counter() - start, len(judgement.findings)


def main() -> None:
    """Print one line for each size."""
    sizes = [int(x) for x in sys.argv[1:]] or SIZES
    for size in sizes:
        start = time.perf_counter()
        plan = build_plan(parse_manifest(manifest_of(size), "licensescan.yaml"), {})
        built = time.perf_counter() - start
        names = [name for name, asset in plan.assets.items() if not asset.ours]
        terms = {name: terms_of(name, list(KINDS)[i % len(KINDS)]) for i, name in enumerate(names)}
        judged, findings = timed(plan, terms, remedies=False)
        with_remedies, _ = timed(plan, terms, remedies=True)
        print(
            f"{size:>5} assets {size * STEPS_PER_ASSET:>6} steps {len(plan.acts):>7} acts: "
            f"built {built:6.2f} s, judged {judged:6.2f} s, {findings} findings, "
            f"with remedies {with_remedies:6.2f} s"
        )


if __name__ == "__main__":
    main()
