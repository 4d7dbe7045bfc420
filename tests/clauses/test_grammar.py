"""The Lark grammar: each rule reads the sentences that the table gives it, and no rule is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from licensescan.clauses.concepts import Concept
from licensescan.clauses.norms import norms_of
from licensescan.clauses.reading_explained import tree_of
from licensescan.clauses.table_builder import line_grammar
from licensescan.resources import read_text
from tests.clauses.stages import rules_of, shown, tree
from tests.conftest import ROOT

GRAMMAR = read_text("grammars/clauses.lark")
TABLE: dict[str, Any] = YAML(typ="safe", pure=True).load(
    ROOT / "tests" / "clauses" / "grammar.yaml"
)
CASES = [
    (rule, sentence, verdict == "accepts")
    for rule, row in TABLE.items()
    for verdict, sentences in row.items()
    for sentence in sentences
]
RULES = re.findall(r"^(\w+):", GRAMMAR, re.MULTILINE)
ALIASES = set(re.findall(r"->\s*(\w+)", re.sub(r"//.*", "", GRAMMAR)))
TERMINALS = sorted(set(" ".join(re.findall(r"^%declare (.*)$", GRAMMAR, re.MULTILINE)).split()))


@pytest.mark.parametrize(
    ("rule", "sentence", "reads"), CASES, ids=[f"{rule}: {text[:60]}" for rule, text, _ in CASES]
)
def test_rule_reads_its_sentences(rule: str, sentence: str, reads: bool) -> None:
    parsed, skipped = tree(sentence)
    assert not skipped, f"no place for {skipped} in {shown(sentence)}"
    assert (rule in rules_of(parsed)) == reads, shown(sentence)


def test_table_has_every_rule_of_the_file() -> None:
    # A rule with an underscore stands in no tree: its alternatives stand for it.
    seen = {rule for rule in RULES if not rule.startswith("_")}
    assert set(TABLE) == seen | ALIASES
    assert all(row["accepts"] for row in TABLE.values())


def test_no_rule_is_dropped_unseen() -> None:
    """Lark leaves out rules that no other rule leads to, and says nothing."""
    names = {rule.origin.name for rule in line_grammar().rules}
    assert {str(name) for name in names if not name.startswith("__")} == set(RULES)


def test_every_rule_has_a_sentence_in_its_comment() -> None:
    lines = GRAMMAR.splitlines()
    bare = []
    for rule in RULES:
        at = next(i for i, text in enumerate(lines) if text.startswith(f"{rule}:"))
        around = [lines[at], *lines[max(at - 3, 0) : at]]
        around += [text for text in lines[at + 1 : at + 4] if text.startswith(" ")]
        if not any("//" in text for text in around):
            bare.append(rule)
    assert not set(bare) - {"_deontic", "force", "subject", "lead_force", "trailer_force", "start"}


@settings(deadline=None)  # the first line compiles the grammar
@given(st.lists(st.sampled_from(TERMINALS), max_size=12))
def test_any_line_of_tokens_makes_norms_and_a_tree(terminals: list[str]) -> None:
    line = [Concept(name, "x", at, at + 1) for at, name in enumerate(terminals)]
    norms = norms_of(line)
    parsed, skipped = tree_of(line)
    kept = list(parsed.scan_values(lambda token: isinstance(token, Concept)))
    assert len(kept) + len(skipped) == len(line) or len(skipped) == len(line)
    assert norms or not line


def test_tree_and_norms_agree_on_the_forces() -> None:
    text = "You may use the Model, but you may not sell the Model."
    parsed, _ = tree(text)
    assert {"permit", "forbid"} <= rules_of(parsed)
