"""How a text was read: the steps of each sentence are those that its clauses came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from licensescan.clauses import read_clauses
from licensescan.clauses.reading_explained import explain_reading
from licensescan.cli.app import main
from licensescan.documents.values import Document
from licensescan.reports.clauses_explained import render_explained
from tests.clauses.texts import document, provisions

TEXT = (
    "1. You may not use the Model to train any other model.\n\n"
    "2. You shall not:\n\n   (a) sell the software; or\n\n   (b) use the Model for weapons.\n\n"
    '3. You must display "Built with Acme" on a website.\n'
)


def test_each_sentence_has_its_line_its_tree_and_its_rows() -> None:
    first, sell, weapons, display = explain_reading(TEXT)
    assert TEXT[first.start : first.end] == "You may not use the Model to train any other model."
    assert [token[0] for token in first.line][:3] == ["SUBJECT", "CANNOT", "ACT"]
    assert [row.type for rows in first.rows for row in rows] == ["no-training-other-models"]
    assert {"norm", "forbid", "purpose"} <= {str(x.data) for x in first.tree.iter_subtrees()}
    assert [x.section for x in (sell, weapons, display)] == ["2.a", "2.b", "3"]
    assert sell.line[1][0] == "CANNOT", "the lead-in stands before the item's own words"
    assert [found.type for found in weapons.found] == ["use-restriction"]
    assert not first.skipped


@settings(deadline=None, max_examples=25)
@given(provisions)
def test_steps_have_the_clauses_of_the_reading(sentences: list[str]) -> None:
    text = document(sentences)
    reading = read_clauses(text)
    steps = list(explain_reading(text))
    assert {found.type for step in steps for found in step.found} == {
        clause.type for clause in reading.clauses
    }
    assert sum(len(step.missed) for step in steps) == len(reading.unread)


def test_text_shows_line_tree_and_row() -> None:
    shown = render_explained([(Document.of(TEXT, "LICENSE"), explain_reading(TEXT))])
    assert shown.startswith("LICENSE\n")
    assert "  clause  no-training-other-models" in shown
    assert "SUBJECT:licensee CANNOT:may-not ACT:use THING:materials" in shown
    assert "            forbid CANNOT:may-not" in shown
    assert "  row     no-training-other-models: You may not use" in shown
    assert "NAME:name-text=Built with Acme" in shown


def test_words_of_a_stranger_do_not_steer_the_terminal() -> None:
    text = 'You must display "Built\x1b[31m with\u202e Acme" on a website.\n'
    shown = render_explained([(Document.of(text, "\x1b]0;x\x07L"), explain_reading(text))])
    assert "\x1b" not in shown and "\u202e" not in shown and "\x07" not in shown


def test_nothing_read_is_said() -> None:
    assert "No clause was read" in render_explained([(Document.of("Hi.", "x"), [])])
    assert "catalog" in render_explained([(Document("", "MIT"), [])])


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "LICENSE"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["clauses", "--explain", str(path)]) == 0
    assert "tree" in capsys.readouterr().out
    assert main(["clauses", "--explain", "--format", "json", str(path)]) == 2
    assert "--explain is text" in capsys.readouterr().err
