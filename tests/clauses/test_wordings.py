"""Clause types in other words than the table's own: what a lawyer would call the same provision."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from licensescan.taxonomy import clause_types
from tests.clauses.stages import types
from tests.conftest import ROOT

TABLE: dict[str, dict[str, list[str]]] = YAML(typ="safe", pure=True).load(
    ROOT / "tests" / "clauses" / "wordings.yaml"
)
FALSE = pytest.mark.xfail(strict=True, reason="wrong so far: once it is right, move it to `never`")
LATER = pytest.mark.xfail(strict=True, reason="not read so far: once it is, move it up to `reads`")


def cases(group: str, *marks: pytest.MarkDecorator) -> list[Any]:
    return [
        pytest.param(kind, text, marks=marks, id=f"{kind}: {text[:60]}")
        for kind, sentences in TABLE[group].items()
        for text in sentences
    ]


@pytest.mark.parametrize(("kind", "sentence"), cases("reads") + cases("not-yet", LATER))
def test_sentence_has_its_type(kind: str, sentence: str) -> None:
    assert kind in types(sentence)


@pytest.mark.parametrize(("kind", "sentence"), cases("never") + cases("wrongly", FALSE))
def test_sentence_of_like_words_is_not_of_the_type(kind: str, sentence: str) -> None:
    assert kind not in types(sentence)


def test_every_clause_type_has_a_wording() -> None:
    assert {*TABLE["reads"], *TABLE["not-yet"]} == set(clause_types())
