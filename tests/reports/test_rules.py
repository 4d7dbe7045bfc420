"""The words on rules: they come from the knowledge file, and a rule without words has a name."""

from __future__ import annotations

import pytest

from licensescan.policy.values import Finding, Verdict
from licensescan.reports import rules
from licensescan.reports.rules import rule_text
from licensescan.resources import load_yaml


def test_every_entry_of_the_file_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    table = load_yaml("knowledge/rules.yaml")["rules"]
    monkeypatch.setattr(rules, "_table", lambda: table)
    assert table
    for rule, entry in table.items():
        text = rule_text(rule)
        assert text.title == entry["title"]
        assert text.why
        assert "\n" not in text.why + text.remedy


@pytest.mark.parametrize("entry", [{}, {"title": ""}, {"title": None}, "words", None])
def test_rules_without_words_are_called_by_their_id(
    entry: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_table", lambda: {"no-gold-plating": entry})
    assert rule_text("no-gold-plating").title == "No gold plating"
    assert rule_text("").title == "Finding"


@pytest.mark.parametrize(
    ("verdict", "title"), [("note", "Where it comes from"), ("review", "Not known")]
)
def test_a_finding_may_be_called_otherwise_as_a_note(
    verdict: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"title": "Not known", "note": "Where it comes from"}
    monkeypatch.setattr(rules, "_table", lambda: {"license-unknown": entry})
    finding = Finding(
        id="license-unknown:a/b",
        rule="license-unknown",
        verdict=Verdict(verdict),
        subject="a/b",
        from_="a/b",
    )
    assert rules.title_of(finding) == title
