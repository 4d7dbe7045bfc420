"""A defined territory stands for the places that its definition leaves out."""

from __future__ import annotations

from licensescan.clauses import read_clauses

DEFINITION = (
    '1. Definitions. "Territory" means the world, excluding Freedonia, Norway and Peru.\n\n'
)
RULE = "2. You must not use the Model outside the Territory.\n"


def territories(text: str) -> list[tuple[str, ...]]:
    found = read_clauses(text).clauses
    return [c.params["territories"] for c in found if c.type == "territory-exclusion"]


def test_defined_territory_names_what_it_excludes() -> None:
    # Freedonia is no country that is known; what is known is named.
    assert territories(DEFINITION + RULE) == [("Norway", "Peru")]


def test_undefined_territory_is_named_as_written() -> None:
    assert territories(RULE) == [("outside the Territory",)]


def test_named_places_are_not_touched() -> None:
    text = DEFINITION + "2. You may not use the Model if you are domiciled in Chile.\n"
    assert territories(text) == [("Chile",)]
