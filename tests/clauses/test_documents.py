"""Whole texts of our own, each with the clauses that a lawyer finds in it: all of them and no other.

The expectations stand in ``fixtures/licenses/<name>.clauses.yaml`` and are made by hand. A label may
tell a fault of the parser: ``missed`` (not found), ``wrong`` (found and not there), ``unread-params``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from licensescan.clauses import read_clauses
from licensescan.clauses.values import Clause
from licensescan.taxonomy import clause_types
from tests.conftest import ROOT

FOLDER = ROOT / "fixtures" / "licenses"
TEXTS = sorted(FOLDER.glob("*.txt"))
Label = dict[str, Any]


def labels(path: Path) -> list[Label]:
    found: list[Label] = YAML(typ="safe", pure=True).load(path.with_suffix(".clauses.yaml"))
    return found


def key(kind: str, section: str, params: dict[str, Any]) -> tuple[str, str, str]:
    return kind, section, params.get("category", params.get("metric", ""))


def read(path: Path) -> list[Clause]:
    return list(read_clauses(path.read_text(encoding="utf-8")).clauses)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_document_has_its_clauses_and_no_other(path: Path) -> None:
    wanted = Counter(
        key(x["type"], x["section"], x.get("params", {})) for x in labels(path) if "missed" not in x
    )
    found = Counter(key(c.type, c.section, dict(c.params)) for c in read(path))
    assert found - wanted == Counter(), "found what is not there"
    assert wanted - found == Counter(), "missed"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_document_has_its_params(path: Path) -> None:
    found = {key(c.type, c.section, dict(c.params)): c.params for c in read(path)}
    for label in labels(path):
        params = found.get(key(label["type"], label["section"], label.get("params", {})))
        if params is None:
            continue  # missed: told by the test of the clauses
        for name, value in label.get("params", {}).items():
            right = plain(params.get(name)) == plain(value)
            assert right != (name in label.get("unread-params", {})), f"{label['type']}: {name}"


def plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_quotes_stand_at_their_offsets(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert all(text[clause.start : clause.end] == clause.quote for clause in read(path))


def test_no_document_has_a_known_fault() -> None:
    faults = {"missed", "wrong", "unread-params"}
    assert not [label for path in TEXTS for label in labels(path) if faults & set(label)]


def test_every_clause_type_is_in_some_document() -> None:
    assert {label["type"] for path in TEXTS for label in labels(path)} == set(clause_types())


def test_every_text_has_its_expectation() -> None:
    expected = {path.name.removesuffix(".clauses.yaml") for path in FOLDER.glob("*.clauses.yaml")}
    assert {path.stem for path in TEXTS} == expected
