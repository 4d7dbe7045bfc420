"""Clauses as ODRL 2.2: what the information model requires, our vocabulary, and what must not get lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import ODRL2, RDF, Graph, URIRef

from licensescan.clauses import read_clauses
from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.cli.app import main
from licensescan.documents.values import Document
from licensescan.reports.odrl import CONTEXT, address_of, policy, render_odrl
from licensescan.resources import load_yaml
from licensescan.taxonomy import categories, clause_types, effect_of
from tests.conftest import ROOT

TABLE = load_yaml("knowledge/odrl.yaml")
WORDS = TABLE["vocabulary"]
KINDS = ("permission", "prohibition", "obligation")
# Actions of ODRL's vocabulary that version 2.2 keeps only for older policies (its section 4).
DEPRECATED = {
    *("adHocShare", "append", "appendTo", "attachPolicy", "attachSource", "commercialize", "copy"),
    *("export", "extractChar", "extractPage", "extractWord", "lease", "lend", "license", "pay"),
    *("preview", "secondaryUse", "share", "shareAlike", "write", "writeTo"),
}
PARAMS: dict[str, dict[str, Any]] = {
    "scale-threshold": {"metric": "users", "value": 500, "consequence": "license-required"},
    "use-restriction": {"category": "weapons"},
}
# The terms of ODRL's own context that the policies use, so that tests need no network.
OFFLINE: dict[str, Any] = {
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "@vocab": "http://www.w3.org/ns/odrl/2/",
    "uid": "@id",
    **{x: {"@type": "@vocab"} for x in ("action", "leftOperand", "operator", "conflict")},
    **{x: {"@type": "@id"} for x in ("target", "profile", "unit")},
}


def made(kind: str, **params: Any) -> dict[str, Any]:
    """Return the policy of a document with one clause."""
    text = "These are the words."
    clause = Clause(kind, effect_of(kind), 0, len(text), text, "1.a", params)
    return policy(Document.of(text, "LICENSE"), None, Reading((clause,), (), "en"))


def rules(node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((kind, rule) for kind in KINDS for rule in node.get(kind, ()))


def only(node: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    (found,) = rules(node)
    return found


def is_known_action(name: str) -> bool:
    if name.startswith("ai:"):
        return name[3:] in WORDS["actions"]
    if name.startswith("cc:"):
        return name[3:] in ("Notice", "ShareAlike", "SourceCode", "CommercialUse")
    return name in ODRL2 and name not in DEPRECATED


def check_constraint(constraint: dict[str, Any]) -> None:
    left, right = constraint["leftOperand"], constraint["rightOperand"]
    assert left[3:] in WORDS["operands"] if left.startswith("ai:") else left in ODRL2
    assert constraint["operator"] in ODRL2
    for value in right if isinstance(right, list) else [right]:
        assert value not in ("", None, {})
        if isinstance(value, dict):
            assert value["@id"].removeprefix("ai:") in {*WORDS["values"], *categories()}


@pytest.mark.parametrize("kind", clause_types())
def test_every_clause_type_is_a_rule_as_odrl_asks_or_a_term(kind: str) -> None:
    node = made(kind, **PARAMS.get(kind, {}))
    found = list(rules(node))
    assert bool(found) != bool(node.get("ai:term")), "a clause is said once"
    assert (node["@type"] == "Set") == bool(found), "ODRL has no policy without a rule"
    for _, rule in found:
        assert is_known_action(rule["action"])
        assert rule["target"].split("#")[1] in TABLE["targets"]
        assert rule["ai:provision"]["ai:clauseType"] == kind
        assert rule["ai:provision"]["oa:exact"] == "These are the words."
        for duty in rule.get("remedy", ()):
            assert is_known_action(duty["action"]) and duty["target"]
        for constraint in rule.get("constraint", ()):
            check_constraint(constraint)


@pytest.mark.parametrize("kind", clause_types())
def test_what_forbids_never_becomes_a_permission(kind: str) -> None:
    kinds = {kind for kind, _ in rules(made(kind, **PARAMS.get(kind, {})))}
    assert kinds <= (
        {"permission"} if effect_of(kind) == "permission" else {"prohibition", "obligation"}
    )


def test_training_forbids_each_subject_but_not_the_own_family() -> None:
    node = made(
        "no-training-other-models",
        subject=("materials", "outputs"),
        target="other-llm",
        **{"own-family-exception": True},
    )
    found = [rule for _, rule in rules(node)]
    assert [rule["target"].split("#")[1] for rule in found] == ["materials", "outputs"]
    assert {rule["action"] for rule in found} == {"ai:trainOtherModel"}
    assert found[0]["constraint"] == [
        {"leftOperand": "ai:modelTrained", "operator": "eq", "rightOperand": {"@id": "ai:other-llm"}},
        {"leftOperand": "ai:modelFamily", "operator": "neq", "rightOperand": {"@id": "ai:own-family"}},
    ]  # fmt: skip


def test_training_of_any_model_is_forbidden_without_a_constraint() -> None:
    _, rule = only(made("no-training-other-models", subject=("outputs",), target="any-model"))
    assert "constraint" not in rule


def test_a_licence_for_commercial_use_is_more_than_registering() -> None:
    kind, rule = only(made("commercial-license-required"))
    assert (kind, rule["action"]) == ("prohibition", "use")
    kind, owed = only(made("commercial-license-required", consequence="register"))
    assert (kind, owed["action"]) == ("obligation", "inform")
    assert owed["constraint"] == rule["constraint"]


def test_only_for_research_forbids_every_other_purpose() -> None:
    kind, rule = only(made("non-commercial", purposes=("research", "personal")))
    assert (kind, rule["action"]) == ("prohibition", "use")
    (constraint,) = rule["constraint"]
    assert constraint["operator"] == "isNoneOf"
    assert constraint["rightOperand"] == [{"@id": "ai:research"}, {"@id": "ai:personal"}]


def test_threshold_binds_beside_a_plain_grant() -> None:
    _, rule = only(
        made(
            "scale-threshold",
            metric="annual-revenue",
            value=20_000_000,
            currency="USD",
            consequence="license-required",
        )
    )
    (constraint,) = rule["constraint"]
    assert constraint["leftOperand"] == "ai:annual-revenue"
    assert (constraint["operator"], constraint["rightOperand"]) == ("gteq", 20_000_000)
    assert constraint["unit"].endswith("/currency/USD")
    assert [duty["action"] for duty in rule["remedy"]] == ["obtainConsent"]


def test_size_itself_is_above_the_threshold_unless_the_text_says_more_than() -> None:
    for comparison, operator in [("more-than", "gt"), ("at-least", "gteq"), (None, "gteq")]:
        _, rule = only(made("scale-threshold", **PARAMS["scale-threshold"], comparison=comparison))
        assert rule["constraint"][0]["operator"] == operator


@pytest.mark.parametrize(
    ("consequence", "kind", "action"),
    [
        ("prohibited", "prohibition", "use"),
        ("attribution", "obligation", "attribute"),
        ("notify", "obligation", "inform"),
    ],
)
def test_threshold_is_what_follows_from_it(consequence: str, kind: str, action: str) -> None:
    found, rule = only(made("scale-threshold", metric="users", value=5, consequence=consequence))
    assert (found, rule["action"]) == (kind, action)


def test_each_verb_of_a_ban_is_an_action() -> None:
    node = made("no-redistribution", actions=("sell", "rent", "leased", "sublicense"))
    assert [rule["action"] for _, rule in rules(node)] == ["sell", "ai:rent", "grantUse"]
    assert only(made("no-redistribution", actions=()))[1]["action"] == "distribute"


def test_grant_permits_each_right() -> None:
    node = made("grant", rights=("use", "host", "commercial"))
    assert [rule["action"] for _, rule in rules(node)] == ["use", "ai:hostService", "cc:CommercialUse"]  # fmt: skip


def test_exception_narrows_a_prohibition() -> None:
    _, rule = only(made("no-datacenter", exceptions=("blockchain",)))
    assert rule["constraint"][0]["operator"] == "isNoneOf"
    assert rule["constraint"][0]["rightOperand"] == "blockchain"


def test_what_could_not_be_singled_out_is_left_to_the_words() -> None:
    _, rule = only(made("territory-exclusion", territories=()))
    assert rule["constraint"][0]["rightOperand"] == "These are the words."


def test_what_was_not_understood_stays_with_the_policy() -> None:
    odd = Unread(0, 9, "Odd words", "3", "duty", "unknown")
    harmless = Unread(0, 9, "Odd words", "4", "permission", "licensor")
    node = policy(Document.of("Odd words", "L"), None, Reading((), (odd, harmless), "en"))
    assert node["@type"] == "ai:Document"
    assert [x["ai:section"] for x in node["ai:unread"]] == ["3"]


def test_catalog_clause_has_no_quote() -> None:
    clause = Clause("governing-law", "term", 0, 0, "", "9", {"jurisdiction": "Ruritania"})
    node = policy(Document("", "MIT"), "MIT", Reading((clause,), (), "en"))
    assert "oa:exact" not in node["ai:term"][0]
    assert node["dct:source"]["@id"] == address_of(Document("", "elsewhere"), "MIT")


def test_it_is_linked_data() -> None:
    node = made("use-restriction", category="weapons")
    assert node["@context"][0] == CONTEXT
    graph = Graph().parse(
        data=json.dumps({**node, "@context": [OFFLINE, node["@context"][1]]}), format="json-ld"
    )
    (policy_id,) = graph.subjects(RDF.type, ODRL2.Set)
    (rule,) = graph.objects(policy_id, ODRL2.prohibition)
    (constraint,) = graph.objects(rule, ODRL2.constraint)
    assert graph.value(rule, ODRL2.action) == ODRL2.use
    assert graph.value(constraint, ODRL2.leftOperand) == ODRL2.purpose
    assert graph.value(constraint, ODRL2.rightOperand) == URIRef(f"{TABLE['namespace']}weapons")
    assert str(graph.value(policy_id, ODRL2.profile)) + "#" == TABLE["namespace"]


def test_hidden_characters_are_escaped() -> None:
    text = "You may not \x1b[31m sell\u202e it."
    clause = Clause("no-redistribution", "prohibition", 0, len(text), text, "1", {"actions": ()})
    shown = render_odrl([(Document.of(text, "L"), None, Reading((clause,), (), "en"))])
    assert "\x1b" not in shown and "\u202e" not in shown
    assert json.loads(shown)[0]["prohibition"][0]["ai:provision"]["oa:exact"] == text


@pytest.mark.parametrize(
    "path", sorted((ROOT / "fixtures" / "licenses").glob("*.txt")), ids=lambda path: path.stem
)
def test_every_clause_of_a_text_is_in_its_policy_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    reading = read_clauses(text)
    node = policy(Document.of(text, path.name), None, reading)
    for _, rule in rules(node):
        for constraint in rule.get("constraint", ()):
            check_constraint(constraint)
    said = [rule["ai:provision"] for _, rule in rules(node)] + node.get("ai:term", [])
    places = {(x["oa:start"], x["ai:clauseType"]) for x in said}
    assert places == {(clause.start, clause.type) for clause in reading.clauses}


def test_mapping_is_whole() -> None:
    ruled, terms = set(TABLE["rules"]), set(TABLE["terms"])
    assert ruled | terms == set(clause_types())
    assert not ruled & terms


def test_vocabulary_is_published_word_by_word() -> None:
    page = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    for name, row in WORDS["actions"].items():
        assert f"| `ai:{name}` | `{row['within']}` | {row['means']} |" in page
        assert row["within"] in ODRL2
    for group in ("operands", "values", "properties", "classes"):
        for name, means in WORDS[group].items():
            assert f"| `ai:{name}` | {means} |" in page
    assert TABLE["namespace"] in page
    names = [name for group in WORDS.values() for name in group] + list(categories())
    assert len(names) == len(set(names)), "one word, one meaning"


def test_command_writes_odrl(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("1. You may not use the Model to train any other model.\n", encoding="utf-8")
    assert main(["clauses", "--format", "odrl", str(text)]) == 0
    (node,) = json.loads(capsys.readouterr().out)
    assert only(node)[1]["action"] == "ai:trainOtherModel"
