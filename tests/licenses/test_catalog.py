"""The catalog holds facts of every known licence, finds them by any id, and no sentence."""

from __future__ import annotations

import json
import re

import pytest

from licensescan.licenses.catalog import FACTS_MARK, FILE, Catalog, catalog, plain
from licensescan.licenses.facts import LONGEST_WORDS
from licensescan.resources import read_bytes
from licensescan.taxonomy import clause_types

LINES = read_bytes(FILE).splitlines()
REF = re.compile(r"(LicenseRef-(scancode|licensescan)-)?[A-Za-z0-9._+\-]+")


def test_it_covers_the_database_and_our_own_rows() -> None:
    rows = list(catalog().rows())
    assert len(rows) == catalog().about["rows"] > 2700
    assert sum(x.id.startswith("LicenseRef-licensescan-") for x in rows) > 100
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", catalog().date)


def test_ids_are_valid_and_in_order() -> None:
    ids = [x.id for x in catalog().rows()]
    assert ids == sorted(set(ids))
    assert all(REF.fullmatch(x) for x in ids)


def test_lines_hold_facts_and_no_sentence() -> None:
    for line in LINES[1:]:
        for clause in json.loads(line).get("clauses", []):
            assert clause[0] in clause_types()
            assert len(clause[1]) <= LONGEST_WORDS + 1
            for value in clause[2].values():
                texts = value if isinstance(value, list) else [value]
                assert all(len(str(x)) <= LONGEST_WORDS for x in texts)


def test_clauses_carry_effect_section_and_no_quote() -> None:
    row = catalog().get("llama2")
    assert row is None, "a Hub tag is a name, not an id"
    row = catalog().get("LicenseRef-scancode-llama-2-license-2023")
    assert row
    (clause,) = (x for x in row.clauses if x.type == "no-training-other-models")
    assert (clause.effect, clause.section, clause.quote) == ("prohibition", "1.b.v", "")
    assert row.sha256
    assert row.address.startswith("https://")


@pytest.mark.parametrize(
    ("name", "license_id"),
    [
        ("mit", "MIT"),
        ("GPL-3.0", "GPL-3.0-only"),
        ("gpl-3.0-plus", "GPL-3.0-or-later"),
        ("bsd-new", "BSD-3-Clause"),
        ("licenseref-scancode-llama-2-license-2023", "LicenseRef-scancode-llama-2-license-2023"),
    ],
)
def test_rows_are_found_by_any_id(name: str, license_id: str) -> None:
    assert catalog().find(name) == license_id


def test_one_line_is_enough_for_one_row() -> None:
    fresh = Catalog(read_bytes(FILE))
    assert fresh.name_of("MIT") == "MIT License"
    assert fresh.name_of("nobody") == "nobody"
    assert "_rows" not in vars(fresh)


def test_addresses_lead_to_rows() -> None:
    row = catalog().at("http://www.apache.org/licenses/LICENSE-2.0#x")
    assert row
    assert row.id == "Apache-2.0"
    assert catalog().at("https://example.org/nothing") is None
    assert plain("HTTP://www.Example.org/a/?q=1") == "example.org/a"


def test_facts_stand_last_in_a_line() -> None:
    assert sum(FACTS_MARK in line for line in LINES) > 2500
    assert all(line.count(FACTS_MARK) <= 1 for line in LINES)


def test_search_finds_parts_of_names_and_tags() -> None:
    assert "Apache-2.0" in {x.id for x in catalog().search(" APACHE-2 ")}
    assert {x.id for x in catalog().search("llama3.1")} == {
        "LicenseRef-scancode-llama-3.1-license-2024"
    }
    assert catalog().search("no licence has this name") == ()


def test_stats_add_up() -> None:
    stats = catalog().stats()
    rows = stats["rows"]
    assert rows["all"] == sum(stats["kinds"].values()) == sum(stats["categories"].values())
    assert rows["all"] > rows["with a text"] > rows["with clauses"] > rows["understood in full"] > 0
    assert set(stats["clauses"]) <= set(clause_types())
