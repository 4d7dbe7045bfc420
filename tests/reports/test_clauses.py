"""What ``clauses`` shows: the promised JSON, and text for a person."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from licensescan.clauses.values import Clause, Reading, Unread
from licensescan.documents.values import Document
from licensescan.reports import Setting
from licensescan.reports.clauses import TextRead, render_clauses

TEXT = (
    "You may use the Model.\r\nYou must not \x1b[31m train\x1b[0m other models with it. Odd words."
)


def reading() -> TextRead:
    ban = TEXT.index("You must")
    end = TEXT.index(" Odd")
    clauses = (
        Clause("grant", "permission", 0, 22, TEXT[:22], "1", {"rights": ("use",)}),
        Clause(
            "no-training-other-models",
            "prohibition",
            ban,
            end,
            TEXT[ban:end],
            "2.a",
            {
                "subject": ("materials", "outputs"),
                "target": "other-model",
                "own-family-exception": True,
            },
        ),
    )
    odd = Unread(end + 1, len(TEXT), TEXT[end + 1 :], "3", "duty")
    return Document.of(TEXT, "LICENSE"), "LicenseRef-x", Reading(clauses, (odd,), "en")


def test_json_is_what_is_promised() -> None:
    (shown,) = json.loads(render_clauses([reading()], "json"))
    document = shown["document"]
    assert list(document) == ["path", "sha256", "license", "source", "language"]
    assert document["source"] == "text"
    ban = shown["clauses"][1]
    assert list(ban) == ["type", "effect", "start", "end", "quote", "section", "params"]
    assert ban["params"]["subject"] == ["materials", "outputs"]
    assert [list(x) for x in shown["unread"]] == [["start", "end", "quote", "section"]]
    for part in (*shown["clauses"], *shown["unread"]):
        assert TEXT[part["start"] : part["end"]] == part["quote"]


def test_json_writes_no_escapes_to_the_terminal() -> None:
    assert "\x1b" not in render_clauses([reading()], "json")


def test_catalog_has_no_quotes() -> None:
    clause = Clause("grant", "permission", 0, 0, "", "2", {})
    document = Document("", "Llama 2", sha256="a" * 64, address="https://example.com/l")
    known = (document, "LicenseRef-y", Reading((clause,), (), "en"))
    (shown,) = json.loads(render_clauses([known], "json"))
    assert shown["clauses"][0]["quote"] is None
    assert shown["document"]["source"] == "catalog"
    assert shown["document"]["address"] == "https://example.com/l"
    assert "known from the catalog" in render_clauses([known], "text")


def test_text_groups_by_effect() -> None:
    shown = render_clauses([reading(), reading()], "text", Setting(width=70))
    assert (
        shown.index("FORBIDDEN (1)") < shown.index("PERMITTED (1)") < shown.index("NOT UNDERSTOOD")
    )
    assert re.search(r"(?m)^2\.a +no-training-other-models", shown)
    assert "subject: materials, outputs, target: other-model, own-family-exception" in " ".join(
        shown.split()
    )
    assert "“You must not train other models with it.”" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 70


def test_clauses_in_the_same_words_stand_together() -> None:
    document, license_id, read = reading()
    ban = read.clauses[1]
    twin = replace(ban, type="no-competing-use", params={})
    shown = render_clauses([(document, license_id, replace(read, clauses=(ban, twin)))], "text")
    assert shown.count("“You must not train") == 1
    assert "no-competing-use" in shown


def test_nothing_and_nothing_read() -> None:
    assert json.loads(render_clauses([], "json")) == []
    empty = (Document.of("", "x"), None, Reading((), (), "und"))
    assert "no known licence" in render_clauses([empty], "text")
    with pytest.raises(KeyError):
        render_clauses([], "odrl-of-tomorrow")
