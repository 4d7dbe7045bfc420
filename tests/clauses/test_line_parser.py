"""The parse table: kept where the user's cache is, made anew where it is missing or damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from licensescan import resources
from licensescan.clauses import line_parser
from licensescan.clauses.concepts import Concept
from licensescan.clauses.line_parser import LineParser, Stumble
from licensescan.clauses.reading_explained import tree_of
from licensescan.clauses.table_builder import line_grammar, parse_table
from tests.clauses import stages

SENTENCES = (
    "You may use, copy and modify the Model for research, provided that you keep the notices.",
    "If you distribute the Model, you must not remove the notices; we may terminate the license.",
    "Training other models is prohibited.",
    "No right to use the marks is granted.",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "cache_folder", lambda: tmp_path)
    return tmp_path / "data"


def shape(name: str) -> line_parser.Build:
    return lambda children: (name, children)


def parser() -> LineParser:
    names = {str(rule.alias or rule.origin.name) for rule in line_grammar().rules}
    return LineParser({name: shape(name) for name in names})


@pytest.mark.parametrize("sentence", SENTENCES)
def test_line_is_read_as_lark_reads_it(sentence: str) -> None:
    def shaped(node: object) -> object:
        if isinstance(node, Concept):
            return node
        return str(node.data), [shaped(child) for child in node.children]  # type: ignore[attr-defined]

    tree, skipped = tree_of(stages.line(sentence))
    assert not skipped
    assert parser().parse(stages.line(sentence)) == shaped(tree)


def test_stumble_says_which_token_has_no_place() -> None:
    line = [Concept(kind, "x", 0, 1) for kind in ("YOU", "SHALL", "SUBJECT", "ACT")]
    with pytest.raises(Stumble) as stumble:
        parser().parse([*line, line[2]])
    assert stumble.value.place == 3
    with pytest.raises(Stumble) as stumble:
        parser().parse(line[2:3])
    assert stumble.value.place == 1


def test_table_is_kept_and_used_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = parser()._states
    (kept,) = folder.iterdir()

    def refused() -> None:
        raise AssertionError("the table was made again")

    monkeypatch.setattr("licensescan.clauses.table_builder.parse_table", refused)
    assert parser()._states == made
    assert kept.stat().st_size > 1000


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\n{}", b"cut short"])
def test_damaged_table_is_made_again(folder: Path, damage: bytes) -> None:
    parser()
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-20] if damage == b"cut short" else damage)
    assert parser().parse(stages.line(SENTENCES[0]))
    check, _, table = kept.read_bytes().partition(b"\n")
    assert len(check) == 64
    assert len(table) > 1000


def test_table_refuses_a_grammar_that_the_parser_cannot_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grammar = 'start: "x" THING\n%declare THING\n'
    monkeypatch.setattr("licensescan.clauses.table_builder.read_text", lambda name: grammar)
    with pytest.raises(NotImplementedError, match="left out"):
        parse_table()
