"""What must hold on any plan: no crash, no order, no false "compliant", no early all-clear."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licensescan.clauses.values import Clause
from licensescan.policy import Judgement
from licensescan.taxonomy import categories, clause_types
from tests.policy.scene import ALL, clause, judged

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

PARAMS: dict[str, dict[str, list[Any]]] = {
    "non-commercial": {"purposes": [["non-commercial"], ["research"], ["personal", "non-commercial"]]},
    "scale-threshold": {
        "metric": ["monthly-active-users", "annual-revenue", "monthly-revenue", "employees", "funding"],
        "value": [100, 1_000_000],
        "currency": ["USD", "EUR"],
        "consequence": ["license-required", "attribution", "notify"],
    },
    "no-training-other-models": {
        "subject": [["outputs"], ["materials"], ["materials", "outputs"]],
        "target": ["other-llm", "other-model", "competing-model", "any-model"],
        "own_family_exception": [True, False],
    },
    "no-datacenter": {"exceptions": [[], ["blockchain"]]},
    "hardware-restriction": {"hardware": [["NVIDIA GPUs"], ["GeForce products you own"], []]},
    "no-production-use": {"scope": [["evaluation"], ["internal"], []]},
    "use-restriction": {"category": list(categories())},
    "territory-exclusion": {"territories": [["European Union"], ["Germany"], ["embargoed countries"]]},
    "no-redistribution": {"actions": [[], ["distribute"], ["sublicense"], ["sell"]]},
    "naming-requirement": {
        "text": ["Big", "acme"],
        "position": ["prefix", "include", "forbidden"],
        "subject": [["materials"], ["materials", "outputs"]],
    },
    "grant": {"rights": [list(ALL), ["use"], ["use", "commercial", "modify"]]},
    "disclose-source": {"network": [True, False]},
    "commercial-license-required": {"consequence": ["register", ""]},
}  # fmt: skip
FACTS: dict[str, list[Any]] = {
    "monthly-active-users": [50, 5_000_000],
    "annual-revenue": ["50 USD", "5000000 USD", "50 EUR"],
    "monthly-revenue": ["50 USD", "5000000 USD"],
    "employees": [5, 5_000],
    "principal-place-of-business": ["US", "DE"],
}
USES: dict[str, list[Any]] = {
    "purpose": ["commercial", "research", "personal", "evaluation", "internal-business"],
    "delivery": [["internal"], ["hosted-service"], ["weights-released"], ["embedded-product"]],
    "territories": [["US"], ["EU"], ["FR", "US"]],
}
SITES = ["datacenter", "office", "marketplace", "cloud"]


@st.composite
def clauses(draw: st.DrawFn) -> list[Clause]:
    kinds = draw(st.lists(st.sampled_from(sorted(clause_types())), max_size=6, unique=True))
    return [
        clause(kind, **{k: draw(st.sampled_from(v)) for k, v in PARAMS.get(kind, {}).items()})
        for kind in kinds
    ]


TEXTS = st.fixed_dictionaries(
    {name: clauses() for name in ("big/a", "big/b", "big/data", "acme/driver")}
)


def some(facts: dict[str, list[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Any part of the facts, each with any of its values."""
    return st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in facts.items()})


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    models, data = ["big/a", "big/b"], ["big/data"]
    steps: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 4))):
        activity = draw(
            st.sampled_from(
                ["train", "finetune", "adapter", "merge", "quantized", "prune", "convert", "distill",
                 "generate", "annotate", "embed", "combine"]
            )
        )  # fmt: skip
        step: dict[str, Any] = {"activity": activity, "produces": f"acme/r{number}"}
        if activity in ("generate", "annotate", "embed", "distill"):
            step["model"] = draw(st.sampled_from(models))
        if activity in ("train", "finetune", "annotate", "embed", "combine"):
            step["data"] = [draw(st.sampled_from(data))]
        if activity in ("finetune", "adapter", "quantized", "prune", "convert", "distill"):
            step["base"] = draw(st.sampled_from(models))
        if activity == "merge":
            step["base"] = draw(
                st.lists(st.sampled_from(models), min_size=2, max_size=2, unique=True)
            )
        if release := draw(st.sampled_from([None, "internal", "customers", "public"])):
            step["release"] = {"to": release, "license": draw(st.sampled_from(["mit", "gpl-3.0"]))}
        steps.append(step)
        makes_data = activity in ("generate", "annotate", "embed", "combine")
        (data if makes_data else models).append(step["produces"])
    machine: dict[str, Any] = {"name": "farm", "software": ["acme/driver"], "runs": ["big/a"]}
    machine |= draw(some({"site": SITES, "gpu": ["GeForce RTX 4090", "NVIDIA A100"]}))
    fields = draw(
        st.lists(st.sampled_from(["retail", "military", "zorbing", "finance"]), max_size=2)
    )
    return {
        "organization": draw(some(FACTS)),
        "use": {**draw(some(USES)), "fields": fields},
        "components": [{"model": "big/a", "task": "text-generation"}, {"software": "acme/driver"}],
        "lineage": steps,
        "hardware": [machine],
    }


def told(judgement: Judgement) -> list[tuple[str, ...]]:
    """What a judgement says, but for lines."""
    return [
        (one.id, one.verdict.value, one.explanation, *one.path, *one.missing_facts, *one.remedies)
        for one in judgement.findings
    ]


@SETTINGS
@given(plans(), TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_manifest_changes_nothing(
    plan: dict[str, Any], texts: dict[str, Any], chance: random.Random
) -> None:
    other = copy.deepcopy(plan)
    for part in ("components", "lineage"):
        chance.shuffle(other[part])
    other["use"]["fields"].reverse()
    for step in other["lineage"]:
        if isinstance(step.get("base"), list):
            step["base"].reverse()
    mixed = {name: sorted(held, key=lambda _: chance.random()) for name, held in texts.items()}
    first, second = judged(plan, texts), judged(other, mixed)
    assert first.verdict == second.verdict
    assert [x[:2] for x in told(first)] == [x[:2] for x in told(second)]
    assert told(first) == told(judged(other, texts))


PLANTED = {
    "non-commercial": (clause("non-commercial"), {"use": {"purpose": "commercial", "delivery": ["internal"]}}),
    "use-restriction": (clause("use-restriction", category="gambling"), {"use": {"fields": ["casino"]}}),
    "no-hosted-service": (clause("no-hosted-service"), {"use": {"delivery": ["hosted-service"]}}),
    "territory-exclusion": (clause("territory-exclusion", territories=["France"]), {"use": {"territories": ["FR"]}}),
    "no-redistribution": (clause("no-redistribution"), {"use": {"delivery": ["weights-released"]}}),
    "scale-threshold": (clause("scale-threshold", metric="employees", value=5), {}),
    "commercial-license-required": (clause("commercial-license-required", consequence="license"), {"use": {"purpose": "commercial"}}),
    "no-production-use": (clause("no-production-use", scope=["evaluation"]), {"use": {"purpose": "commercial"}}),
}  # fmt: skip


@pytest.mark.parametrize("rule", PLANTED)
@settings(SETTINGS, max_examples=25)
@given(plans(), TEXTS)
def test_a_forbidden_act_is_never_overlooked(
    rule: str, plan: dict[str, Any], texts: dict[str, Any]
) -> None:
    forbidden, component = PLANTED[rule]
    plan["organization"]["employees"] = 10
    plan["components"].append({"model": "planted/m", **copy.deepcopy(component)})
    judgement = judged(plan, {**texts, "planted/m": [forbidden]})
    assert judgement.verdict == "violation"
    assert any(x.rule == rule and x.subject == "planted/m" for x in judgement.findings)


@SETTINGS
@given(plans(), TEXTS)
def test_forbidden_lessons_are_never_overlooked(
    plan: dict[str, Any], texts: dict[str, Any]
) -> None:
    plan["lineage"] += [
        {"activity": "generate", "model": "planted/m", "produces": "acme/planted-logs"},
        {"activity": "combine", "data": ["acme/planted-logs", "big/data"], "produces": "acme/mixed"},
        {"activity": "train", "data": ["acme/mixed"], "produces": "acme/planted-student"},
    ]  # fmt: skip
    forbidden = clause("no-training-other-models", subject=["outputs"], target="other-model")
    judgement = judged(plan, {**texts, "planted/m": [forbidden]})
    ids = [one.id for one in judgement.findings if one.verdict == "violation"]
    assert "no-training-other-models:acme/planted-student@planted/m" in ids


@settings(SETTINGS, max_examples=40)
@given(plans(), TEXTS)
def test_a_forbidden_machine_is_never_overlooked(
    plan: dict[str, Any], texts: dict[str, Any]
) -> None:
    plan["components"].append({"software": "planted/driver"})
    plan["hardware"].append(
        {
            "name": "racks",
            "site": "colocation",
            "workload": "inference",
            "software": ["planted/driver"],
        }
    )
    forbidden = clause("no-datacenter", exceptions=["blockchain"])
    judgement = judged(plan, {**texts, "planted/driver": [forbidden]})
    ids = [one.id for one in judgement.findings if one.verdict == "violation"]
    assert "no-datacenter:racks@planted/driver" in ids


@SETTINGS
@given(plans(), TEXTS, st.data())
def test_a_fact_never_mends_a_violation_and_clears_a_review_only_as_its_last(
    plan: dict[str, Any], texts: dict[str, Any], data: st.DataObject
) -> None:
    use, organization, machine = plan["use"], plan["organization"], plan["hardware"][0]
    absent = [
        *(
            (organization, name, values)
            for name, values in FACTS.items()
            if name not in organization
        ),
        *((use, name, values) for name, values in USES.items() if name not in use),
        *((machine, "site", SITES[:2]) for _ in (1,) if "site" not in machine),
    ]
    if not absent:
        return
    before = judged(plan, texts)
    place, name, values = data.draw(st.sampled_from(absent))
    place[name] = data.draw(st.sampled_from(values))
    after = {one.id: one for one in judged(plan, texts).findings}
    for finding in before.findings:
        now = after.get(finding.id)
        if finding.verdict == "violation":
            assert now is not None and now.verdict == "violation", finding
        if finding.verdict == "review" and (
            now is None or now.verdict not in ("violation", "review")
        ):
            # A ban on some hardware in some place needs both: either fact alone may clear it.
            enough = {name, "gpu"} if name == "site" else {name}
            assert not set(finding.missing_facts) - enough, finding
