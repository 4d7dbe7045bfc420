"""Waivers, and what an organisation adds to what licences demand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from licensescan.errors import PolicyError
from licensescan.plan.manifest import Waiver
from licensescan.policy import Judgement, Policy, builtin_policies, parse_policy
from licensescan.policy.loader import rule_texts
from licensescan.policy.rules import clause_rules
from licensescan.resources import read_text
from licensescan.taxonomy import clause_types
from tests.policy.scene import FREE, clause, found, judged, terms, verdict

NC = [clause("non-commercial", purposes=["non-commercial"])]
PLAN: dict[str, Any] = {
    "use": {"purpose": "commercial", "delivery": ["internal"]},
    "components": [{"model": "big/m"}],
}
FAR = dt.date(2999, 12, 31)


def waived(finding: str = "non-commercial:big/m", expires: dt.date = FAR, **more: Any) -> Judgement:
    waiver = Waiver(
        finding=finding, reason="bought", approved_by="legal@acme.example", expires=expires, **more
    )
    revisions = {"big/m": "abc123def"}
    return judged(PLAN, {"big/m": NC}, waivers=[waiver], revisions=revisions)


@pytest.mark.parametrize(
    ("options", "state", "verdict_"),
    [
        ({}, "in-force", "compliant"),
        ({"expires": dt.date(2020, 1, 1)}, "expired", "violation"),
        ({"expires": dt.date(2026, 11, 23)}, "in-force", "compliant"),
        ({"finding": "non-commercial:other/m"}, "unused", "violation"),
        ({"model": "big/m"}, "in-force", "compliant"),
        ({"model": "other/m"}, "unused", "violation"),
        ({"revision": "abc123"}, "in-force", "compliant"),
        ({"revision": "fff"}, "void", "violation"),
        ({"sha256": "sha-LicenseRef-big-m"}, "in-force", "compliant"),
        ({"sha256": "0000"}, "void", "violation"),
    ],
)
def test_waivers(options: dict[str, Any], state: str, verdict_: str) -> None:
    judgement = waived(**options)
    assert judgement.verdict == verdict_
    assert [one.state.value for one in judgement.waivers] == [state]
    (finding,) = found(judgement, "non-commercial")
    assert finding.verdict == "violation"
    assert finding.waived is (state == "in-force")


def test_a_short_id_holds_while_it_fits_one_finding() -> None:
    plan = {**PLAN, "use": {**PLAN["use"], "fields": ["military", "medical"]}}
    one = [clause("use-restriction", category="military")]
    two = [*one, clause("use-restriction", category="medical")]
    waiver = Waiver(finding="use-restriction:big/m", reason="x", approved_by="y", expires=FAR)
    first = judged(plan, {"big/m": one}, waivers=[waiver])
    second = judged(plan, {"big/m": two}, waivers=[waiver])
    assert (first.verdict, second.verdict) == ("compliant", "violation")
    assert second.waivers[0].state == "unused"


def test_a_policy_lowers_reviews_but_no_violation() -> None:
    policy = Policy(rules={"non-commercial": "note"})
    assert verdict(judged(PLAN, {"big/m": NC}, policy=policy), "non-commercial") == "violation"
    unknown = {**PLAN, "use": {"delivery": ["internal"]}}
    assert verdict(judged(unknown, {"big/m": NC}, policy=policy), "non-commercial") == "note"


def test_unknown_facts_may_be_made_violations() -> None:
    unknown = {**PLAN, "use": {"delivery": ["internal"]}}
    judgement = judged(unknown, {"big/m": NC}, policy=Policy(unknown_facts="violation"))
    assert verdict(judgement, "non-commercial") == "violation"


@pytest.mark.parametrize(
    ("lists", "license", "clauses", "expected"),
    [
        ({"deny": ["MIT"]}, "MIT", FREE, "violation"),
        ({"deny": ["mit"]}, "MIT", FREE, "violation"),
        ({"deny": ["CC-BY-*"]}, "CC-BY-4.0", FREE, "violation"),
        ({"deny": ["GPL-3.0"]}, "GPL-3.0-or-later", FREE, "violation"),
        ({"review": ["category:non-commercial"]}, "X", NC, "review"),
        ({"deny": ["category:share-alike"]}, "X", [clause("share-alike")], "violation"),
        ({"allow": ["category:permissive"], "otherwise": "deny"}, "MIT", FREE, None),
        ({"allow": ["Apache-2.0"], "otherwise": "deny"}, "MIT", FREE, "violation"),
        ({"deny": ["Apache-2.0"]}, "MIT", FREE, None),
    ],
)
def test_lists_of_licences(
    lists: dict[str, Any], license: str, clauses: Any, expected: str | None
) -> None:
    policy = Policy.model_validate({"licenses": lists})
    plan = {**PLAN, "use": {"purpose": "research", "delivery": ["internal"]}}
    judgement = judged(plan, {"big/m": terms("big/m", clauses, license)}, policy=policy)
    assert verdict(judgement, "policy", "big/m") == expected


def test_facts_that_a_policy_asks_for() -> None:
    policy = Policy(required_facts=("territories", "purpose"))
    (finding,) = found(judged(PLAN, {}, policy=policy), "policy")
    assert (finding.verdict, finding.missing_facts) == ("review", ("territories",))


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ({"kind": "model"}, True),
        ({"kind": "dataset"}, False),
        ({"purpose": ["commercial"]}, True),
        ({"activity": "use", "asset": "big/*"}, True),
        ({"asset": "small/*"}, False),
        ({"delivery": "hosted-service"}, False),
        ({"clause": "non-commercial"}, True),
        ({"no-clause": "non-commercial"}, False),
        ({"license": "LicenseRef-big-*"}, True),
        ({"territories": ["EU"]}, False),
        ({"site": "cloud"}, False),
    ],
)
def test_rules_of_ones_own(when: dict[str, Any], fits: bool) -> None:
    rule = {"id": "mine", "verdict": "review", "says": "Ask first.", "when": when}
    policy = Policy.model_validate({"custom": [rule]})
    findings = found(judged(PLAN, {"big/m": NC}, policy=policy), "policy")
    assert [one.id for one in findings] == (["policy:big/m#mine"] if fits else [])


@pytest.mark.parametrize("name", builtin_policies())
def test_built_in_policies_are_valid(name: str) -> None:
    assert parse_policy(read_text(f"policies/{name}.yaml"), name).name == name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 1\nrules:\n  non-comercial: review\n", 'p.yaml:3: rules.non-comercial: there is no rule "non-comercial"\n  Did you mean "non-commercial"?'),
        ("version: 1\nrules: {grant: maybe}\n", 'p.yaml:2: rules.grant: "maybe" is none of'),
        ("version: 1\nlicenses:\n  deny:\n    - category:comercial\n", 'p.yaml:4: licenses.deny[0]: there is no category of licences "comercial"'),
        ("version: 1\nseverity: {}\n", 'p.yaml:2: severity: unknown key "severity"'),
        ("version: 1\nfields: {kiosk: [gaming]}\n", 'there is no category "gaming"'),
        ("version: 1\ncustom:\n  - {id: a, verdict: note, says: x, when: {clause: nope}}\n", 'p.yaml:3: custom[0].when.clause'),
        ("version: 1\ncustom:\n  - {id: a, verdict: note, says: x, when: {}}\n  - {id: a, verdict: note, says: x, when: {}}\n", 'the rule "a" stands twice'),
        ("a: [", "p.yaml:1: this is not valid YAML"),
    ],
)  # fmt: skip
def test_a_policy_that_is_wrong_gets_one_clear_error(text: str, message: str) -> None:
    with pytest.raises(PolicyError) as fault:
        parse_policy(text, "p.yaml")
    assert message in str(fault.value)


SPECIAL = {
    "license-drift",
    "license-mismatch",
    "license-unknown",
    "license-incompatible",
    "lineage-undisclosed",
    "policy",
    "lock-drift",
}


def test_every_rule_says_what_it_is_why_it_matters_and_what_helps() -> None:
    texts = rule_texts()
    assert set(texts) == set(clause_types()) | SPECIAL
    assert all(row[key] for row in texts.values() for key in ("title", "why", "remedy"))


def test_every_clause_type_has_a_title_and_a_summary() -> None:
    assert all(row["title"] and row["summary"] for row in clause_types().values())


def test_only_clause_types_that_bear_on_no_plan_have_no_rule() -> None:
    assert set(clause_types()) - set(clause_rules()) == {
        "acceptance-by-use",
        "cease-on-termination",
        "derivative-ownership",
        "distillation-is-derivative",
        "governing-law",
        "grant",
        "hosting-is-distribution",
        "liability-limit",
        "outputs-free",
        "outputs-not-derivatives",
        "outputs-training-allowed",
        "patent-grant",
        "patent-termination",
        "termination-for-breach",
        "warranty-disclaimer",
    }


@pytest.mark.parametrize(
    ("entry", "license", "clauses", "expected"),
    [
        ("category:network-copyleft", "AGPL-3.0-only", [clause("disclose-source", network=True)], "review"),
        ("category:network-copyleft", "GPL-3.0-only", [clause("disclose-source", network=False)], None),
        ("MIT AND CC-BY-4.0", "MIT AND CC-BY-4.0", FREE, "review"),
        ("MIT AND CC-BY-4.0", "MIT", FREE, None),
    ],
)  # fmt: skip
def test_entries_of_a_list(entry: str, license: str, clauses: Any, expected: str | None) -> None:
    policy = Policy.model_validate({"licenses": {"review": [entry]}})
    judgement = judged(PLAN, {"big/m": terms("big/m", clauses, license)}, policy=policy)
    assert verdict(judgement, "policy", "big/m") == expected
