"""The table from norms to clause types: every row reads its own sentence, and the taxonomy is covered."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import Any

import pytest

from licensescan.clauses import read_clauses
from licensescan.clauses.lexicon import concepts
from licensescan.clauses.typing_table import _SLOTS as SLOTS
from licensescan.clauses.typing_table import rows
from licensescan.resources import load_yaml
from licensescan.taxonomy import clause_types
from tests.clauses.stages import types

TABLE = load_yaml("grammars/types.yaml")
ROWS: list[dict[str, Any]] = TABLE["rows"]
INERT: list[dict[str, Any]] = TABLE["inert"]
KEYS = {"type", "reads", "force", "party", "all", "any", "none", "defining", "own", "params"}
KEYS |= {*SLOTS, *(f"no-{slot}" for slot in SLOTS)}
MADE_IN_CODE = {"scale-threshold", "use-restriction"}
"""Types that figures and categories make, not rows (a row may make them too)."""


def shown(row: dict[str, Any]) -> str:
    return str(row["reads"])[:70]


@pytest.mark.parametrize("row", ROWS, ids=shown)
def test_row_reads_its_sentence(row: dict[str, Any]) -> None:
    # A second sentence, which says nothing, lets a short one be told for English.
    assert row["type"] in types(f"{row['reads']}\n\nThe above is the whole of what is said here.")


WRONGLY_READ = {
    "You must contact us within thirty days of the date of a disputed invoice.": (
        "any duty to contact the licensor makes notify-licensor, also one about an invoice"
    ),
}


def inert_cases() -> list[Any]:
    return [
        pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=WRONGLY_READ[row["reads"]]))
        if row["reads"] in WRONGLY_READ
        else row
        for row in INERT
    ]


@pytest.mark.parametrize("row", inert_cases(), ids=shown)
def test_inert_sentence_is_read_and_makes_nothing(row: dict[str, Any]) -> None:
    reading = read_clauses(row["reads"])
    assert not reading.clauses
    assert not reading.unread


def test_rows_say_only_what_the_table_knows() -> None:
    for row in ROWS + INERT:
        assert set(row) <= KEYS, row["reads"]
    assert [row.type for row in rows()] == [row["type"] for row in ROWS]


def test_no_two_rows_have_one_sentence() -> None:
    again = {text: count for text, count in Counter(r["reads"] for r in ROWS).items() if count > 1}
    assert not again


def test_every_clause_type_is_made_by_a_row_or_in_code() -> None:
    assert {row["type"] for row in ROWS} | MADE_IN_CODE == set(clause_types())


def named(row: dict[str, Any]) -> set[str]:
    fields = ("all", "any", "none", "own", *SLOTS, *(f"no-{slot}" for slot in SLOTS))
    return set(chain.from_iterable(row.get(field, ()) for field in fields))


def test_rows_name_concepts_of_the_lexicon_alone() -> None:
    used = set(chain.from_iterable(named(row) for row in ROWS + INERT))
    plain = {name for name in used if not name.startswith("$")}
    roles: dict[str, list[str]] = TABLE.get("roles", {})
    assert plain | set(chain(*roles.values())) <= known_concepts()
    assert {name[1:] for name in used - plain} <= set(TABLE["groups"])


def test_groups_hold_concepts_and_are_used() -> None:
    groups: dict[str, list[str]] = TABLE["groups"]
    assert set(chain(*groups.values())) <= known_concepts()
    assert {f"${name}" for name in groups} <= set(chain(*map(named, ROWS + INERT)))


def test_kinds_are_concepts_of_a_wider_one() -> None:
    kinds: dict[str, list[str]] = TABLE["kinds"]
    assert {*kinds, *chain(*kinds.values())} <= known_concepts()
    assert "no-redistribution" in types("You may not provide the software to other firms.")


def known_concepts() -> set[str]:
    return {concept for _, concept in concepts()} | {"quantity"}


def test_no_row_names_a_product() -> None:
    """Sentences are of no family: a row that reads one product's words would read no other's."""
    names = re.compile(r"\b(?:Llama|Gemma|Qwen|Mistral|Falcon|GeForce|OpenAI|Meta|Google|NVIDIA)\b")
    assert not [row["reads"] for row in ROWS + INERT if names.search(row["reads"])]
